package dev.coffer.server.access;

import java.util.Locale;

/** How far a device is trusted by its account. A revoked one stays revoked. */
public enum DeviceStatus {
  PENDING,
  APPROVED,
  REVOKED;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
