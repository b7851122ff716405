package dev.coffer.client.cli.account;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.protocol.wire.account.AccountView;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer account create|list}, for administrators. */
public final class AccountCommand {
  private AccountCommand() {}

  /** {@code coffer account create}. */
  @Command(
      name = "create",
      description = "Make an account; prints its one-time sign-in secret.",
      footer = "  coffer account create ada")
  public static final class Create extends CliCommand {
    @Parameters(paramLabel = "NAME", description = "What the account is called.")
    private String name;

    @Option(names = "--administrator", description = "It may make accounts.")
    private boolean administrator;

    public Create(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      CreatedAccount created =
          workspace().remote().createAccount(new CreateAccount(name, administrator));
      if (json()) {
        terminal()
            .printJson(
                object(
                    "account", created.account(),
                    "accountId", created.accountId(),
                    "signInSecret", created.signInSecret()));
      } else {
        terminal().print(created.signInSecret());
        terminal().say("made account " + created.account() + "; the secret serves once");
      }
    }
  }

  /** {@code coffer account list}. */
  @Command(
      name = "list",
      description = "List the server's accounts.",
      footer = "  coffer account list")
  public static final class ListAccounts extends CliCommand {
    public ListAccounts(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      List<AccountView> accounts = workspace().remote().accounts().accounts();
      if (json()) {
        terminal()
            .printJson(object("accounts", accounts.stream().map(ListAccounts::shape).toList()));
        return;
      }
      accounts.forEach(
          account ->
              terminal()
                  .printPlain(
                      account.account()
                          + (Boolean.TRUE.equals(account.administrator())
                              ? "  administrator"
                              : "")));
    }

    private static Map<String, Object> shape(AccountView account) {
      return object(
          "account", account.account(),
          "accountId", account.accountId(),
          "administrator", account.administrator(),
          "createdAt", String.valueOf(account.createdAt()));
    }
  }
}
