package dev.coffer.client.cli.values;

import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.format.Format;
import dev.coffer.client.project.GitIgnore;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer import FILE}. */
@Command(
    name = "import",
    description = "Take the variables of a file into the vault.",
    footer = {"  coffer import", "  coffer import .env.staging --env staging --overwrite"})
public final class ImportCommand extends EnvironmentCommand {
  @Parameters(
      paramLabel = "FILE",
      defaultValue = ".env",
      description = "The file to read; .env when left out.")
  private Path file;

  @Option(names = "--overwrite", description = "Replace values that differ.")
  private boolean overwrite;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "dotenv, json, yaml or properties; else what the file's name ends with.")
  private String format;

  public ImportCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Path path = workspace().surroundings().folder().resolve(file);
    ImportedFile imported = ImportedFile.read(path, format(path));
    edit(contents -> imported.into(contents, environment(), overwrite));
    GitIgnore.covering(path).forEach(terminal()::say);
    int count = imported.variables().size();
    report(
        object("environment", environment().value(), "imported", count, "from", file.toString()),
        "imported " + count(count, "variable") + " from " + file + " (" + environment() + ")");
  }

  private Format format(Path path) {
    return format == null ? Format.ofFile(path.getFileName().toString()) : Format.named(format);
  }
}
