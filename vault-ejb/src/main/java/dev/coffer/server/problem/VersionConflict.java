package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;
import java.util.OptionalInt;

/** Says that the vault is not at the version that the push replaces. */
public final class VersionConflict extends VaultException {
  private static final long serialVersionUID = 1L;
  private static final int NONE = -1;

  private final int serverVersion;
  private final int expectedVersion;

  private VersionConflict(
      Problem problem, String detail, String hint, int serverVersion, int expectedVersion) {
    super(problem, detail, hint);
    this.serverVersion = serverVersion;
    this.expectedVersion = expectedVersion;
  }

  /** The push expected another version than the server's; 0 stands for no vault. */
  public static VersionConflict mismatch(int serverVersion, int expectedVersion) {
    return new VersionConflict(
        Problem.VAULT_VERSION_CONFLICT,
        "Version conflict: the server has version "
            + serverVersion
            + ", the push replaces version "
            + expectedVersion,
        "Pull first, then push again",
        serverVersion,
        expectedVersion);
  }

  /** The push did not say which version it replaces. */
  public static VersionConflict expectedVersionRequired(int serverVersion) {
    return new VersionConflict(
        Problem.VAULT_EXPECTED_VERSION_REQUIRED,
        "The vault exists at version " + serverVersion + "; say which version you replace",
        "Pull first, then push again",
        serverVersion,
        NONE);
  }

  public int serverVersion() {
    return serverVersion;
  }

  /** Empty when the push named none. */
  public OptionalInt expectedVersion() {
    return expectedVersion == NONE ? OptionalInt.empty() : OptionalInt.of(expectedVersion);
  }
}
