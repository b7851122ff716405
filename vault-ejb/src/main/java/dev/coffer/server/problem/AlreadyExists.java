package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;

/** Says that a name is taken. */
public final class AlreadyExists extends VaultException {
  private static final long serialVersionUID = 1L;

  public AlreadyExists(String detail) {
    super(Problem.ALREADY_EXISTS, detail);
  }
}
