package dev.coffer.client.cli.run;

import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.layer.LayerSource;
import dev.coffer.client.layer.Layers;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** A command on several environments, one over the other. */
abstract class LayeredCommand extends EnvironmentCommand {
  @Option(
      names = "--with",
      paramLabel = "[PROJECT:]ENV",
      description = "Lay this one over the others; the last one wins.")
  private List<String> with = new ArrayList<>();

  @Option(names = "--no-resolve", description = "Leave $${...} in values as it is written.")
  private boolean asWritten;

  LayeredCommand(Shell shell) {
    super(shell);
  }

  LayeredCommand(Shell shell, String env) {
    super(shell, env);
  }

  final LayerSource source() {
    return new LayerSource(
        workspace().surroundings().folder(),
        workspace().requireProject(),
        vault -> workspace().vaultsOf(vault.organisation()).find(vault.vault()));
  }

  final Layers layers(LayerSource source) {
    return source.layers(environment(), with);
  }

  final boolean resolves() {
    return !asWritten;
  }
}
