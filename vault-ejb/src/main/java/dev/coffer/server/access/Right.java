package dev.coffer.server.access;

import dev.coffer.protocol.membership.Role;

/**
 * What a caller may ask for, from least to most. {@code docs/roles.md} has the table of what an
 * organisation allows to whom; this is where it is kept.
 */
public enum Right {
  /** Know who one is, look at one's devices, sign out. The only right of a pending device's. */
  IDENTIFY(false, true),
  /** Ask to be let in as a device, and answer a pairing. */
  JOIN(true, true),
  /** Read an organisation's chain. The only right of who is not confirmed yet. */
  READ_CHAIN(false, false),
  /** Read names, versions and recipients. */
  READ(false, false),
  /** Read the audit log. */
  READ_AUDIT(false, false),
  /** Read envelopes and the wrapped keys to them. */
  READ_VALUES(false, false),
  /** Give wrapped keys to one's own devices, and to others' where one's reach shares. */
  WRAP_KEYS(true, false),
  /** Push. */
  WRITE_VALUES(true, false),
  /** Read a vault in format {@code lpm}, which is the whole of it or nothing. */
  READ_LPM(false, false),
  /** Push in format {@code lpm}. */
  WRITE_LPM(true, false),
  /** Push the first version of a vault. */
  SHARE(true, false),
  /** Take a vault out of an organisation. */
  UNSHARE(true, false),
  /** Set and remove trust policies, and escrow keys for them. */
  SET_POLICIES(true, false),
  /** Pair with and vouch for another device. */
  MANAGE_DEVICES(true, false),
  /** Begin an organisation, join one, or sign an event of its chain; which, the chain decides. */
  SIGN_EVENTS(true, false),
  /** Open the nonce of an invitation that one has made. */
  REVEAL(true, false),
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
    return switch (this) {
      case READ_VALUES, WRAP_KEYS, WRITE_VALUES, READ_LPM, WRITE_LPM, SHARE, SET_POLICIES -> true;
      default -> false;
    };
  }

  boolean isOpenToPendingDevices() {
    return openToPendingDevices;
  }

  /**
   * Whether an organisation gives it to sessions on devices that its chain has approved alone. What
   * is signed or wrapped by a device is not among these: there the signature decides.
   */
  boolean needsDeviceOfTheChain() {
    return this == UNSHARE || this == REVEAL;
  }

  /** Whether the organisation gives this right to who sits there. */
  boolean isGivenTo(Seat seat) {
    return switch (this) {
      case READ_CHAIN -> true;
      case READ, SIGN_EVENTS, REVEAL -> seat.isActive();
      case READ_VALUES, WRAP_KEYS -> seat.reach().readsAny();
      case WRITE_VALUES -> seat.reach().writesAny();
      case READ_LPM -> seat.reach().vault();
      case READ_AUDIT, WRITE_LPM, SHARE, SET_POLICIES -> seat.isAtLeast(Role.MAINTAINER);
      case UNSHARE -> seat.isAtLeast(Role.ADMIN);
      case IDENTIFY, JOIN, MANAGE_DEVICES, MANAGE_TOKENS, ADMINISTER -> false;
    };
  }
}
