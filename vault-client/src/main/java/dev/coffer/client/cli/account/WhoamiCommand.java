package dev.coffer.client.cli.account;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.protocol.wire.account.AccountView;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code coffer whoami}. */
@Command(
    name = "whoami",
    description = "Show account, server and device of this session.",
    footer = "  coffer whoami")
public final class WhoamiCommand extends CliCommand {
  public WhoamiCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    AccountView me = terminal().progress("asking the server", () -> workspace().remote().me());
    String server = workspace().server(Optional.empty()).text();
    if (json()) {
      terminal()
          .printJson(
              object(
                  "account", me.account(),
                  "accountId", me.accountId(),
                  "administrator", me.administrator(),
                  "plan", me.plan(),
                  "device", me.device(),
                  "server", server));
      return;
    }
    terminal().printPlain(me.account() + " on " + server);
    terminal().printPlain(me.device() == null ? "no device" : "device " + me.device());
  }
}
