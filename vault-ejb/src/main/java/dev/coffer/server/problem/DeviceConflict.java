package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;

/** Says that a device, or a chain of events, is not in the state that the request needs. */
public final class DeviceConflict extends VaultException {
  private static final long serialVersionUID = 1L;

  private DeviceConflict(Problem problem, String detail, String hint) {
    super(problem, detail, hint);
  }

  public static DeviceConflict chainEventRefused(String reason) {
    return new DeviceConflict(
        Problem.CHAIN_EVENT_REFUSED,
        reason,
        "Read the chain again and sign an event that follows its newest one");
  }

  /** A trust policy comes with what is escrowed for it, which this route does not take. */
  public static DeviceConflict policyElsewhere() {
    return new DeviceConflict(
        Problem.CHAIN_EVENT_REFUSED,
        "a trust policy is set and removed together with what is escrowed for it",
        "POST the event to /vaults/{id}/oidc/policies of the same owner: coffer oidc allow");
  }

  /** An event names a head that no client can have pulled. */
  public static DeviceConflict headRefused(String reason) {
    return new DeviceConflict(
        Problem.CHAIN_EVENT_REFUSED,
        reason,
        "Name the newest versions that were pulled from this server; where it has lost versions"
            + " that this machine has seen, ask who runs it");
  }

  public static DeviceConflict revoked() {
    return new DeviceConflict(
        Problem.DEVICE_REVOKED,
        "This device was revoked and cannot come back",
        "Sign in with a new machine key");
  }

  /** An invitation is at another step of its confirmation. */
  public static DeviceConflict invitationOutOfOrder(String detail) {
    return new DeviceConflict(
        Problem.PAIRING_OUT_OF_ORDER, detail, "coffer org show tells where the invitation stands");
  }

  public static DeviceConflict pairingOutOfOrder(String detail) {
    return new DeviceConflict(
        Problem.PAIRING_OUT_OF_ORDER,
        detail,
        "Register the device again to start the pairing anew");
  }
}
