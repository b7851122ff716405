package dev.coffer.client.cli.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.SavedSession;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.CodeComparison;
import dev.coffer.client.cli.command.DeviceNames;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.remote.HttpRemote;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.account.SignIn;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer login}. */
@Command(
    name = "login",
    description = "Sign in and make this machine one of the account's devices.",
    footer = {
      "  coffer login --server https://vault.example.com",
      "  coffer login --account ada --password-stdin < password.txt"
    })
public final class LoginCommand extends CliCommand {
  private static final String NO_TERMINAL = "use --password-stdin in scripts";

  @Option(names = "--server", paramLabel = "URL", description = "The server to sign in to.")
  private String server;

  @Option(
      names = "--account",
      paramLabel = "NAME",
      description = "Who signs in; the last one when left out.")
  private String account;

  @Option(
      names = "--password-stdin",
      description = "Read the password from standard input; a new account's new one on line two.")
  private boolean fromInput;

  @Option(names = "--name", paramLabel = "NAME", description = "What to call this machine.")
  private String name;

  @Option(names = "--wait", description = "Go on with 'device confirm' when approval is needed.")
  private boolean wait;

  public LoginCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    DeviceName device = DeviceNames.of(name);
    ServerAddress address = workspace().server(Optional.ofNullable(server));
    SavedSession session = signIn(address, device);
    String status =
        terminal().progress("enrolling this machine", () -> enrol(session.accountId(), device));
    String id = workspace().identity().keyId().value();
    report(
        object(
            "account", session.account(),
            "server", session.server(),
            "device", id,
            "name", device.value(),
            "status", status),
        "signed in to "
            + session.server()
            + " as "
            + session.account()
            + "; this device is '"
            + device
            + "' ("
            + id
            + "), "
            + status);
    if (status.equals("pending")) {
      goOn(session, device);
    }
  }

  /** A machine that was revoked is not left with a session that serves nothing. */
  private String enrol(String accountId, DeviceName device) {
    try {
      String status = workspace().enrolment().enrol(accountId, device);
      if (!status.equals("revoked")) {
        return status;
      }
    } catch (ClientException.Refused e) {
      if (!e.code().equals(Problem.DEVICE_REVOKED.code())) {
        throw e;
      }
    }
    endSession();
    throw new ClientException.Refused(
        Problem.DEVICE_REVOKED.status(),
        Problem.DEVICE_REVOKED.code(),
        "this machine was revoked as a device of the account, for good; nobody is signed in",
        "set COFFER_PROFILE to a new name and run 'coffer login': that is a new device",
        null);
  }

  private void endSession() {
    Optional<String> own = workspace().savedSession().map(SavedSession::token);
    try {
      if (workspace().bearer().equals(own)) {
        workspace().remote().signOut();
      }
    } catch (ClientException.Unreachable | ClientException.NotSignedIn e) {
      terminal().warn(e.getMessage() + "; the session ends there when it expires");
    } finally {
      workspace().sessions().forget();
    }
  }

  private void goOn(SavedSession session, DeviceName device) {
    if (!wait) {
      terminal()
          .say(
              "to get this vault's keys: run 'coffer device confirm' here and 'coffer device"
                  + " approve "
                  + workspace().identity().keyId().shortForm()
                  + "' on an approved device");
      return;
    }
    String approve = "coffer device approve " + workspace().identity().keyId().shortForm();
    workspace()
        .pairings()
        .confirm(session.accountId(), device, new CodeComparison(terminal(), approve));
    terminal().say("this device is approved");
  }

  private SavedSession signIn(ServerAddress address, DeviceName device) {
    String who = account == null ? savedAccount() : account;
    String password = password("password of " + who + " on " + address + ":");
    HttpRemote remote = workspace().stranger(address);
    try {
      return workspace()
          .sessions()
          .signIn(address, remote, new SignIn(who, password, null, device.value()));
    } catch (ClientException.Refused e) {
      if (!e.code().equals(Problem.NEW_PASSWORD_REQUIRED.code())) {
        throw e;
      }
      return workspace()
          .sessions()
          .signIn(address, remote, new SignIn(who, password, newPassword(), device.value()));
    }
  }

  private String savedAccount() {
    Optional<String> saved = workspace().savedSession().map(SavedSession::account);
    if (saved.isEmpty() && fromInput) {
      throw new ClientException.Usage("--password-stdin needs --account", null);
    }
    return saved.orElseGet(() -> terminal().ask("account:").strip());
  }

  private String password(String question) {
    return fromInput ? terminal().readLine() : terminal().askHidden(question, NO_TERMINAL);
  }

  private String newPassword() {
    if (fromInput) {
      return terminal().readLine();
    }
    terminal().say("this is the first sign-in of the account: choose its password");
    String first = terminal().askHidden("new password:", NO_TERMINAL);
    if (!first.equals(terminal().askHidden("again:", NO_TERMINAL))) {
      throw new ClientException.Usage("the two passwords differ", "nothing was changed");
    }
    return first;
  }
}
