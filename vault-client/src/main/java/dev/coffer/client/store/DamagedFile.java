package dev.coffer.client.store;

/** What to do about a sealed file that does not open, by what only that file has. */
final class DamagedFile {
  private static final String SNAPSHOT = "chain-snapshot";
  private static final String NEWEST_KEYS = "newest-keys-";

  private DamagedFile() {}

  /** Whether nothing is lost with it: what it was made from is there to be verified again. */
  static boolean isMadeAnew(String name) {
    return name.equals(SNAPSHOT) || name.startsWith(NEWEST_KEYS);
  }

  static String hint(String name) {
    if (isMadeAnew(name)) {
      return "nothing is lost: the next command that asks the server writes it anew";
    }
    if (name.equals("newest-chain")) {
      return newestEvents("coffer device list");
    }
    if (name.startsWith("newest-membership-")) {
      return newestEvents("coffer org show");
    }
    if (name.equals("chain")) {
      return wholeChain("'coffer login', 'coffer device confirm'", "coffer device list");
    }
    if (name.startsWith("membership-")) {
      return wholeChain("'coffer org list'", "coffer org show");
    }
    return "move it away and start again from the server ('coffer login', 'coffer pull'); what was"
        + " never pushed is in that file alone";
  }

  private static String newestEvents(String shown) {
    return "restore it from a backup, or move it away: changes since the last snapshot, such as a"
        + " revocation, are then no longer pinned here, and a server could leave them out; compare '"
        + shown
        + "' with another device's";
  }

  private static String wholeChain(String anew, String shown) {
    return "restore it from a backup, or move it away and have the chain verified anew ("
        + anew
        + "): nothing that this machine had pinned holds then; compare '"
        + shown
        + "' with another device's";
  }
}
