package dev.coffer.server.access;

import java.util.Locale;

/** What this server was configured to offer. */
public enum Plan {
  FREE,
  PRO,
  ORG;

  /** Whether vaults may be synchronised at all. */
  public boolean includesSync() {
    return this != FREE;
  }

  /** Reads the configured name, in any case. */
  public static Plan of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
