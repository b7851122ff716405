package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;

/** Says that there is no such thing for this caller, whether or not another one has it. */
public final class NotFound extends VaultException {
  private static final long serialVersionUID = 1L;

  public NotFound(String what) {
    super(Problem.NOT_FOUND, "There is no such " + what);
  }
}
