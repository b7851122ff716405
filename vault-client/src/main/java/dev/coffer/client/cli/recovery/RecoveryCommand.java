package dev.coffer.client.cli.recovery;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.SavedSession;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.DeviceNames;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.crypto.SecretAccess;
import dev.coffer.client.crypto.recovery.RecoveryKey;
import dev.coffer.client.crypto.recovery.RecoveryWords;
import dev.coffer.client.recovery.RecoveredVault;
import dev.coffer.client.recovery.Recovery;
import dev.coffer.client.recovery.RecoveryKeys;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.DeviceName;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer recovery create|use|revoke}. */
public final class RecoveryCommand {
  private RecoveryCommand() {}

  private static Map<String, Object> shape(String status, RecoveryKeys.Outcome outcome) {
    return CliCommand.object(
        "status", status,
        "device", outcome.device().value(),
        "revoked", outcome.revoked().stream().map(KeyId::value).toList(),
        "vaults", outcome.vaults().stream().map(RecoveryCommand::shape).toList());
  }

  private static Map<String, Object> shape(Step step) {
    return CliCommand.object("vault", step.vault(), "failure", step.failure());
  }

  private static void requireAll(List<Step> steps) {
    List<String> failed =
        steps.stream()
            .filter(step -> step.failure() != null)
            .map(step -> step.vault() + " (" + step.failure() + ")")
            .toList();
    if (!failed.isEmpty()) {
      throw new ClientException.Failed(
          "not done for vault " + String.join(", ", failed),
          "run 'coffer rotate-key' for those vaults on a device that can open them");
    }
  }

  /** {@code coffer recovery create}. */
  @Command(
      name = "create",
      description = {
        "Make the account's recovery key and show it once, as 24 words.",
        "With the words and the password an empty machine gets every vault back:",
        "see 'coffer recovery use'."
      })
  public static final class Create extends CliCommand {
    @Option(names = "--replace", description = "Revoke the recovery key that there is.")
    private boolean replace;

    @Option(names = "--yes", description = "Do not ask for two of the words.")
    private boolean yes;

    @Option(names = "--stdout", description = "Print the words though nobody sits there.")
    private boolean toStdout;

    public Create(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      boolean shown = terminal().isInteractive() && !json();
      if (!shown && !toStdout) {
        throw new ClientException.Usage(
            "there is no terminal to show the words on",
            "give --stdout, and --yes, if their reader keeps them secret");
      }
      RecoveryKeys keys = workspace().recoveryKeys();
      keys.requireRoom(replace);
      RecoveryKey key = keys.generate();
      List<String> words = RecoveryWords.write(key, SecretAccess.FOR_PAPER);
      present(words, shown);
      RecoveryKeys.Outcome outcome =
          terminal().progress("giving it the vaults' keys", () -> keys.activate(key));
      key.destroy();
      Map<String, Object> result = shape("created", outcome);
      result.put("words", String.join(" ", words));
      report(
          result,
          "the recovery key is device "
              + outcome.device()
              + "; it can open "
              + count(outcome.vaults().size(), "vault")
              + (outcome.revoked().isEmpty() ? "" : ", and the one before it opens nothing"));
      requireAll(outcome.vaults());
    }

    private void present(List<String> words, boolean shown) {
      PaperDialog paper = new PaperDialog(terminal());
      if (shown) {
        paper.show(words);
      } else if (!json()) {
        terminal().print(String.join(" ", words));
      }
      if (!yes && !json()) {
        paper.requireWritten(words, workspace().surroundings().random());
      }
    }
  }

  /** {@code coffer recovery use}. */
  @Command(
      name = "use",
      description = {
        "Let this machine in with the recovery key: the way back when every",
        "other device is lost. Run 'coffer login' first."
      })
  public static final class Use extends CliCommand {
    @Option(names = "--name", paramLabel = "NAME", description = "What to call this machine.")
    private String name;

    @Option(
        names = "--stdin",
        description = "Read the password from line one of standard input, the words after it.")
    private boolean fromInput;

    @Parameters(hidden = true, arity = "0..*")
    private List<String> typedAsArguments = List.of();

    public Use(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      if (!typedAsArguments.isEmpty()) {
        throw new ClientException.Usage(
            "the words are never arguments: a shell keeps those, and other users see them",
            "type the words when asked, or give them to --stdin; then make new ones with 'coffer"
                + " recovery create --replace'");
      }
      SavedSession account = workspace().account();
      DeviceName device = DeviceNames.of(name);
      Recovery recovery = workspace().recovery();
      recovery.requireNew();
      String password = password(account);
      PaperDialog paper = new PaperDialog(terminal());
      RecoveryKey key = fromInput ? PaperDialog.read(terminal().readAll()) : paper.ask();
      Recovery.Outcome outcome =
          terminal()
              .progress(
                  "bringing the vaults back",
                  () ->
                      recovery.use(
                          account.accountId(),
                          key,
                          device,
                          () ->
                              workspace().recoverySessions().signIn(account.account(), password)));
      key.destroy();
      tell(outcome);
    }

    private String password(SavedSession account) {
      return fromInput
          ? terminal().readLine()
          : terminal()
              .askHidden("password of " + account.account() + ":", "use --stdin in scripts");
    }

    private void tell(Recovery.Outcome outcome) {
      if (json()) {
        terminal()
            .printJson(
                object(
                    "status", "recovered",
                    "device", workspace().identity().keyId().value(),
                    "vaults", outcome.vaults().stream().map(Use::shape).toList(),
                    "devices", outcome.approved()));
      } else {
        outcome.vaults().forEach(vault -> terminal().printPlain(line(vault)));
      }
      terminal().say("this machine is approved; run 'coffer pull' in each project");
      terminal().say("(a project without its coffer.json: 'coffer init --vault ID' first)");
      terminal().say("devices with rights: " + String.join(", ", outcome.approved()));
      terminal().say("revoke what you lost: 'coffer device revoke ID'. One that you had revoked");
      terminal().say("before must not be in this list; if it is, the server hides that.");
      terminal()
          .say("the words were typed here: 'coffer recovery create --replace' makes new ones");
      requireAll(outcome);
    }

    private static String line(RecoveredVault vault) {
      String name = vault.name() == null ? "" : "  " + vault.name();
      String state = vault.failure() == null ? "recovered" : "not recovered: " + vault.failure();
      return vault.vault() + name + "  " + state;
    }

    private static Map<String, Object> shape(RecoveredVault vault) {
      return object(
          "vault", vault.vault(),
          "name", vault.name(),
          "format", vault.format(),
          "failure", vault.failure());
    }

    private static void requireAll(Recovery.Outcome outcome) {
      long failed = outcome.vaults().stream().filter(vault -> vault.failure() != null).count();
      if (failed > 0) {
        throw new ClientException.Failed(
            count((int) failed, "vault") + " did not come back",
            "the list says why for each; the others are whole");
      }
    }
  }

  /** {@code coffer recovery revoke}. */
  @Command(
      name = "revoke",
      description = "End the recovery key's rights for good and give every vault a new key.")
  public static final class Revoke extends CliCommand {
    public Revoke(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      RecoveryKeys keys = workspace().recoveryKeys();
      RecoveryKeys.Outcome outcome = terminal().progress("revoking it", keys::revoke);
      report(
          shape("revoked", outcome),
          "the recovery key is revoked; "
              + count(outcome.vaults().size(), "vault")
              + " got new keys");
      requireAll(outcome.vaults());
    }
  }
}
