package dev.coffer.client.cli.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import picocli.CommandLine.Command;

/** {@code coffer logout}. */
@Command(
    name = "logout",
    description = "End the session; local copies and this device stay.",
    footer = "  coffer logout")
public final class LogoutCommand extends CliCommand {
  public LogoutCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    workspace().account();
    boolean revoked = true;
    try {
      workspace().remote().signOut();
    } catch (ClientException.Unreachable e) {
      revoked = false;
      terminal().warn(e.getMessage() + "; the session ends there when it expires");
    } catch (ClientException.NotSignedIn e) {
      terminal().say("the session had ended already");
    }
    workspace().sessions().forget();
    report(object("status", "signed_out", "revoked", revoked), "signed out");
  }
}
