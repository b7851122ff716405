package dev.coffer.client.cli.recovery;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.crypto.SecretAccess;
import dev.coffer.client.crypto.recovery.RecoveryKey;
import dev.coffer.client.crypto.recovery.RecoveryWords;
import dev.coffer.client.recovery.RecoveryKeys;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.KeyId;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer recovery create|revoke}. */
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
      },
      footer = {"  coffer recovery create", "  coffer recovery create --replace"})
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

  /** {@code coffer recovery revoke}. */
  @Command(
      name = "revoke",
      description = "End the recovery key's rights for good and give every vault a new key.",
      footer = {"  coffer recovery revoke"})
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
