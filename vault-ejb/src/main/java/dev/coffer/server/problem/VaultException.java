package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;
import jakarta.ejb.ApplicationException;
import java.util.Optional;

/**
 * A refusal that the caller is told about. Thrown inside a transaction, it rolls the transaction
 * back: nothing of what was refused is stored. The message names what was refused and never holds a
 * value, a key, a token or text that the caller chose; a CI run is told what its platform signed.
 */
@ApplicationException(rollback = true)
public abstract sealed class VaultException extends RuntimeException
    permits AccessRefused,
        AlreadyExists,
        DeviceConflict,
        EnvelopeRefused,
        FormatConflict,
        NotFound,
        RateLimited,
        RecipientsConflict,
        RequestMalformed,
        SignInRefused,
        VersionConflict {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final String hint;

  VaultException(Problem problem, String detail, String hint) {
    super(detail);
    this.problem = problem;
    this.hint = hint;
  }

  VaultException(Problem problem, String detail) {
    this(problem, detail, "");
  }

  public Problem problem() {
    return problem;
  }

  /** What happened this time, for a person. */
  public String detail() {
    return getMessage();
  }

  /** What the caller can do about it. */
  public Optional<String> hint() {
    return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
  }
}
