package dev.coffer.server.access;

import dev.coffer.protocol.Malformed;
import java.util.Locale;

/** How far an access token reaches. */
public enum Scope {
  READ,
  FULL;

  /**
   * The scope that {@code text} names; absent means everything.
   *
   * @throws Malformed unless it is {@code read} or {@code full}
   */
  public static Scope of(String text) {
    if (text == null || text.equals(FULL.text())) {
      return FULL;
    }
    if (text.equals(READ.text())) {
      return READ;
    }
    throw new Malformed("a scope is 'read' or 'full'");
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
