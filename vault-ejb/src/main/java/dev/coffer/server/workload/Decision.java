package dev.coffer.server.workload;

import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.protocol.workload.Candidate;
import dev.coffer.server.problem.VaultException;
import java.util.Optional;

/** What became of an exchange whose token was verified. */
sealed interface Decision {
  /** The run has its token. */
  record Granted(ExchangedToken token) implements Decision {}

  /**
   * The run has none, and nothing was stored.
   *
   * @param closest whose owner is to know
   */
  record Denied(VaultException refusal, Optional<Candidate> closest) implements Decision {}
}
