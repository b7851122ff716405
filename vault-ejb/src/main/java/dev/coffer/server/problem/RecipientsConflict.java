package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;
import java.util.List;

/** Says that the wrapped keys are not those of the devices that the vault's epoch is for. */
public final class RecipientsConflict extends VaultException {
  private static final long serialVersionUID = 1L;
  private static final String[] NONE = {};

  private final String[] missing;
  private final String[] unexpected;

  private RecipientsConflict(
      Problem problem, String detail, String hint, String[] missing, String[] unexpected) {
    super(problem, detail, hint);
    this.missing = missing;
    this.unexpected = unexpected;
  }

  public RecipientsConflict(String detail) {
    this(
        Problem.RECIPIENTS_CONFLICT,
        detail,
        "Read the account's devices and the vault's recipients again, then push",
        NONE,
        NONE);
  }

  /**
   * The keys are not those that are due to an organisation's members.
   *
   * @param missing recipients without a key, each as {@link
   *     dev.coffer.protocol.envelope.Recipient#text} writes it
   * @param unexpected recipients that may not have theirs, likewise
   */
  public static RecipientsConflict difference(
      String detail, List<String> missing, List<String> unexpected) {
    return new RecipientsConflict(
        Problem.RECIPIENTS_CONFLICT,
        detail,
        "Read the organisation's chain and the vault's recipients again, then push",
        missing.toArray(NONE),
        unexpected.toArray(NONE));
  }

  /**
   * The keys of a vault in format {@code lpm} are not those that are due to an organisation's
   * members.
   *
   * @param missing account ids of members without a key
   * @param unexpected account ids that may not have one
   */
  public static RecipientsConflict members(List<String> missing, List<String> unexpected) {
    return new RecipientsConflict(
        Problem.RECIPIENTS_CONFLICT,
        "The wrapped keys are not those of the members who have a public key: "
            + missing.size()
            + " missing, "
            + unexpected.size()
            + " too many",
        "Share again: it reads the members' keys anew",
        missing.toArray(NONE),
        unexpected.toArray(NONE));
  }

  /**
   * The escrowed keys are not those that the vault's trust policies name.
   *
   * @param missing grants without a key, each as {@link
   *     dev.coffer.protocol.escrow.EscrowGrant#text} writes it
   * @param unexpected grants that no policy makes, likewise
   */
  public static RecipientsConflict escrow(
      String detail, List<String> missing, List<String> unexpected) {
    return new RecipientsConflict(
        Problem.RECIPIENTS_CONFLICT,
        detail,
        "Read the chain, the vault and the server's escrow keys again, then escrow anew",
        missing.toArray(NONE),
        unexpected.toArray(NONE));
  }

  /** Somebody lost access, and the push keeps the epoch whose key they have. */
  public static RecipientsConflict rotationDue(int epoch) {
    return new RecipientsConflict(
        Problem.ROTATION_DUE,
        "Since the vault's newest version somebody lost access who has the key of epoch " + epoch,
        "Push a new epoch: coffer rotate-key",
        NONE,
        NONE);
  }

  /** Whether it is known who has a key too few or too many. */
  public boolean hasDifference() {
    return missing.length + unexpected.length > 0;
  }

  public List<String> missing() {
    return List.of(missing);
  }

  public List<String> unexpected() {
    return List.of(unexpected);
  }
}
