package dev.coffer.terraform.member;

/** {@code ORGANIZATION/WHO}, by which members and invitations are imported. */
record MemberId(String organisation, String who) {
  private static final char SEPARATOR = '/';

  static MemberId parse(String id) {
    int at = id.indexOf(SEPARATOR);
    if (at <= 0 || at == id.length() - 1) {
      throw new IllegalArgumentException("it has the form ORGANIZATION/MEMBER");
    }
    return new MemberId(id.substring(0, at), id.substring(at + 1));
  }

  String text() {
    return organisation + SEPARATOR + who;
  }
}
