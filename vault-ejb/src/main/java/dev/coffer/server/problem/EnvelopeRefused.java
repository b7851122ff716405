package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;

/** Says that an envelope or wrapped key is not one that may be stored at this place. */
public final class EnvelopeRefused extends VaultException {
  private static final long serialVersionUID = 1L;

  public EnvelopeRefused(String detail) {
    super(Problem.ENVELOPE_REFUSED, detail);
  }
}
