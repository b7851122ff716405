package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;

/** Says that the wrapped keys are not those of the devices that the vault's epoch is for. */
public final class RecipientsConflict extends VaultException {
  private static final long serialVersionUID = 1L;

  public RecipientsConflict(String detail) {
    super(
        Problem.RECIPIENTS_CONFLICT,
        detail,
        "Read the account's devices and the vault's recipients again, then push");
  }
}
