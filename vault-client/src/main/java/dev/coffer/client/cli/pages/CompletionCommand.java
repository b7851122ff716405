package dev.coffer.client.cli.pages;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code coffer completion SHELL}. */
@Command(
    name = "completion",
    description = "Print the script with which a shell completes commands and names.",
    footer = {
      "  coffer completion bash > ~/.local/share/bash-completion/completions/coffer",
      "  source <(coffer completion zsh)",
      "  coffer completion fish > ~/.config/fish/completions/coffer.fish"
    })
public final class CompletionCommand extends CliCommand {
  private final Supplier<CommandSpec> commands;

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash, zsh or fish.")
  private String name;

  /**
   * @param commands gives the whole command line
   */
  public CompletionCommand(Shell shell, Supplier<CommandSpec> commands) {
    super(shell);
    this.commands = commands;
  }

  @Override
  protected void run() {
    String script = CompletionScript.named(name).of(CommandPage.of(commands.get()));
    if (json()) {
      terminal().printJson(object("shell", name, "script", script));
    } else {
      terminal().printRaw(script);
    }
  }

  /** The shells that have a script. */
  static final class Shells extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Shells() {
      super(List.of("bash", "zsh", "fish"));
    }
  }
}
