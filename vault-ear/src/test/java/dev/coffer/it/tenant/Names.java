package dev.coffer.it.tenant;

/** What stands in the places of a route: an organisation's id or name, a vault, an invitation. */
record Names(String organisation, String vault, String invitation) {
  Names in(String other) {
    return new Names(other, vault, invitation);
  }
}
