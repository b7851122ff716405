package dev.coffer.client;

import dev.coffer.protocol.problem.Problem;
import java.util.Optional;

/**
 * Everything that a person may have to be told: what happened, what to do about it, and the exit
 * code under which scripts know it. Messages never hold a value, key or access token.
 */
public abstract sealed class ClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How a hint begins after the server did not answer: on a machine that has copies of vaults. */
  public static final String COPY_WORKS = "the local copy still works";

  private final String hint;

  private ClientException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** What to do; empty when the message says it all. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /** The exit code of the command line; docs/cli.md lists them. */
  public abstract int exitCode();

  /** Something failed that is none of the other kinds. */
  public static final class Failed extends ClientException {
    private static final long serialVersionUID = 1L;

    public Failed(String message, String hint) {
      super(message, hint, null);
    }

    @Override
    public int exitCode() {
      return 1;
    }
  }

  /** The command or its input cannot be right as it is. */
  public static final class Usage extends ClientException {
    private static final long serialVersionUID = 1L;

    public Usage(String message, String hint) {
      super(message, hint, null);
    }

    @Override
    public int exitCode() {
      return 2;
    }
  }

  /** Nobody is signed in here, or no longer. */
  public static sealed class NotSignedIn extends ClientException permits NeverSignedIn {
    private static final long serialVersionUID = 1L;

    public NotSignedIn(String message, String hint) {
      super(message, hint, null);
    }

    @Override
    public int exitCode() {
      return 3;
    }
  }

  /** Nobody ever signed in here, so that no right can have ended. */
  public static final class NeverSignedIn extends NotSignedIn {
    private static final long serialVersionUID = 1L;

    public NeverSignedIn() {
      super("nobody is signed in on this machine", "run 'coffer login'");
    }
  }

  /** The server understood and said no. */
  public static final class Refused extends ClientException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final Integer serverVersion;

    public Refused(int status, String code, String message, String hint, Integer serverVersion) {
      super(message, hint, null);
      this.status = status;
      this.code = code;
      this.serverVersion = serverVersion;
    }

    public int status() {
      return status;
    }

    /** The problem's stable code, such as {@code vault_version_conflict}. */
    public String code() {
      return code;
    }

    /** The vault's version, with a version conflict. */
    public Optional<Integer> serverVersion() {
      return Optional.ofNullable(serverVersion);
    }

    @Override
    public int exitCode() {
      if (code.equals(Problem.DEVICE_REVOKED.code())) {
        return 3;
      }
      return switch (status) {
        case 400 -> 2;
        case 401, 403 -> 3;
        case 404 -> 7;
        case 409 -> 4;
        default -> 1;
      };
    }
  }

  /** Two versions, or a version and local edits, exclude each other. */
  public static sealed class Conflict extends ClientException permits Behind {
    private static final long serialVersionUID = 1L;

    public Conflict(String message, String hint) {
      super(message, hint, null);
    }

    @Override
    public int exitCode() {
      return 4;
    }
  }

  /** The server has a version that this machine has not merged yet. */
  public static final class Behind extends Conflict {
    private static final long serialVersionUID = 1L;

    public Behind(String message, String hint) {
      super(message, hint);
    }
  }

  /** The server, or what it stands on, does not answer. The local copy still serves. */
  public static sealed class Unreachable extends ClientException permits Offline {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message, String hint, Throwable cause) {
      super(message, hint, cause);
    }

    @Override
    public int exitCode() {
      return 5;
    }
  }

  /** The server was not asked, since the person wants nothing to be. */
  public static final class Offline extends Unreachable {
    private static final long serialVersionUID = 1L;

    public Offline() {
      super(
          "this needs the server, which is not asked offline",
          "leave out --offline, or unset COFFER_OFFLINE",
          null);
    }
  }

  /** What arrived is not what an honest server would send. Nothing of it was stored. */
  public static final class Tampered extends ClientException {
    private static final long serialVersionUID = 1L;

    public Tampered(String message, String hint) {
      super(message, hint, null);
    }

    @Override
    public int exitCode() {
      return 6;
    }
  }

  /** The named thing does not exist. */
  public static final class NotFound extends ClientException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message, String hint) {
      super(message, hint, null);
    }

    @Override
    public int exitCode() {
      return 7;
    }
  }

  /** The program to run is not there (exit code 127) or cannot be executed (126), as in a shell. */
  public static final class CannotRun extends ClientException {
    private static final long serialVersionUID = 1L;

    private final boolean found;

    public CannotRun(boolean found, String message, String hint) {
      super(message, hint, null);
      this.found = found;
    }

    @Override
    public int exitCode() {
      return found ? 126 : 127;
    }
  }

  /** A file of this machine cannot be read, written or believed. */
  public static final class LocalStore extends ClientException {
    private static final long serialVersionUID = 1L;

    public LocalStore(String message, String hint, Throwable cause) {
      super(message, hint, cause);
    }

    @Override
    public int exitCode() {
      return 8;
    }
  }

  /** The keychain does not give or take the machine key. */
  public static final class KeychainUnusable extends ClientException {
    private static final long serialVersionUID = 1L;

    public KeychainUnusable(String message, String hint, Throwable cause) {
      super(message, hint, cause);
    }

    @Override
    public int exitCode() {
      return 8;
    }
  }
}
