package dev.coffer.client.cli.pages;

import java.util.List;

/** What holds for every command, as docs/cli.md has it at more length. */
final class Conventions {
  private Conventions() {}

  /** A name and what it means. */
  record Entry(String name, String meaning) {}

  static final List<Entry> EXIT_CODES =
      List.of(
          new Entry("0", "Done."),
          new Entry("1", "Failed in a way that none of the others names."),
          new Entry("2", "The command, its arguments or the project file cannot be right."),
          new Entry("3", "Nobody is signed in, or the account, device or CI job may not."),
          new Entry("4", "Conflict: another version, local edits, or something exists already."),
          new Entry("5", "The server, or what it stands on, does not answer."),
          new Entry("6", "Integrity: what arrived is not what an honest server sends."),
          new Entry("7", "The named thing does not exist."),
          new Entry("8", "The local store or the keychain cannot be used."));

  static final List<Entry> VARIABLES =
      List.of(
          new Entry("COFFER_HOME", "Where profiles are; ~/.coffer when not set."),
          new Entry("COFFER_PROFILE", "One account on one server each; default when not set."),
          new Entry("COFFER_SERVER", "The server, instead of the session's."),
          new Entry("COFFER_TOKEN", "An access token instead of the session's."),
          new Entry("COFFER_KEYCHAIN", "'file' keeps the machine key in a file."),
          new Entry("NO_COLOR", "Not empty: no colour. There is none off a terminal either."));
}
