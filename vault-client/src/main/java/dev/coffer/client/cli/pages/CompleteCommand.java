package dev.coffer.client.cli.pages;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.Malformed;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code coffer complete keys|environments}: what completion scripts ask at each press of the key.
 * Prints names of the local copy that no shell could take for anything else, and is silent about
 * everything that is not as it should be.
 */
@Command(name = CompleteCommand.NAME, hidden = true)
public final class CompleteCommand extends EnvironmentCommand {
  public static final String NAME = "complete";

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  @Parameters(paramLabel = "WHAT", arity = "0..*")
  private String[] what = {};

  public CompleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    try {
      names().stream().filter(name -> SAFE.matcher(name).matches()).forEach(terminal()::print);
    } catch (ClientException | Malformed e) {
      return; // a person who presses a key to complete a word did not ask for this
    }
  }

  private Set<String> names() {
    VaultContents contents =
        workspace()
            .existingVaults()
            .flatMap(vaults -> vaults.find(vault()))
            .map(local -> local.working())
            .orElse(VaultContents.EMPTY);
    return what.length > 0 && what[0].equals("environments")
        ? contents.environments().keySet()
        : contents.of(environment()).keySet();
  }
}
