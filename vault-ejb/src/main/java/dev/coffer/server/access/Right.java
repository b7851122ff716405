package dev.coffer.server.access;

/** What a caller may ask for, from least to most. */
public enum Right {
  /** Know who one is, look at one's devices, sign out. The only right of a pending device's. */
  IDENTIFY(false, true),
  /** Ask to be let in as a device, and answer a pairing. */
  JOIN(true, true),
  /** Read names, versions, recipients and the audit log. */
  READ(false, false),
  /** Read envelopes and the wrapped keys to them. */
  READ_VALUES(false, false),
  /** Push, and give wrapped keys to others. */
  WRITE_VALUES(true, false),
  /** Pair with and vouch for another device. */
  MANAGE_DEVICES(true, false),
  /** Create and revoke access tokens. */
  MANAGE_TOKENS(true, false),
  /** Create and list accounts. */
  ADMINISTER(true, false);

  private final boolean fullScope;
  private final boolean openToPendingDevices;

  Right(boolean fullScope, boolean openToPendingDevices) {
    this.fullScope = fullScope;
    this.openToPendingDevices = openToPendingDevices;
  }

  boolean needsFullScope() {
    return fullScope;
  }

  boolean needsSyncPlan() {
    return this == READ_VALUES || this == WRITE_VALUES;
  }

  boolean isOpenToPendingDevices() {
    return openToPendingDevices;
  }
}
