package dev.coffer.client.cli.recovery;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.SavedSession;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.DeviceNames;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.crypto.recovery.RecoveryKey;
import dev.coffer.client.recovery.RecoveredVault;
import dev.coffer.client.recovery.Recovery;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.DeviceName;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer recovery use}. */
@Command(
    name = "use",
    description = {
      "Let this machine in with the recovery key, after 'coffer login'.",
      "The way back when every other device is lost: asks for the password and the",
      "24 words, then lists the vaults that came back."
    },
    footer = {"  coffer recovery use"})
public final class RecoveryUseCommand extends CliCommand {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call this machine; as at the sign-in when left out.")
  private String name;

  @Option(
      names = "--stdin",
      description = "Read the password from line one of standard input, the words after it.")
  private boolean fromInput;

  @Parameters(hidden = true, arity = "0..*")
  private List<String> typedAsArguments = List.of();

  public RecoveryUseCommand(Shell shell) {
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
    Recovery recovery = workspace().recovery();
    recovery.requireNew();
    KeyId machine = workspace().identity().keyId();
    DeviceName device = DeviceNames.of(name, () -> workspace().devices().registeredName(machine));
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
                        () -> workspace().recoverySessions().signIn(account.account(), password)));
    key.destroy();
    tell(outcome);
  }

  private String password(SavedSession account) {
    return fromInput
        ? terminal().readLine()
        : terminal().askHidden("password of " + account.account() + ":", "use --stdin in scripts");
  }

  private void tell(Recovery.Outcome outcome) {
    if (json()) {
      terminal()
          .printJson(
              object(
                  "status", "recovered",
                  "device", workspace().identity().keyId().value(),
                  "vaults", outcome.vaults().stream().map(RecoveryUseCommand::shape).toList(),
                  "devices", outcome.approved()));
    } else {
      outcome.vaults().forEach(vault -> terminal().printPlain(line(vault)));
    }
    terminal().say("this machine is approved; run 'coffer pull' in each project");
    terminal().say("(a project without its coffer.json: 'coffer init --vault ID' first)");
    terminal().say("devices with rights: " + String.join(", ", outcome.approved()));
    terminal().say("revoke what you lost: 'coffer device revoke ID'. One that you had revoked");
    terminal().say("before must not be in this list; if it is, the server hides that.");
    terminal().say("the words were typed here: 'coffer recovery create --replace' makes new ones");
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
