package dev.coffer.client.cli.values;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.command.WritingCommand;
import dev.coffer.client.format.Format;
import dev.coffer.client.project.GitIgnore;
import dev.coffer.client.store.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer export [FILE]}. */
@Command(
    name = "export",
    description = {
      "Write the variables to a file, mode 0600, or to standard output.",
      "Without --format the file's name tells it: .json, .yaml, .yml, .toml, .properties, .sh;"
          + " any other is a dotenv file."
    },
    footer = {"  coffer export .env.local", "  coffer export values.yaml --env staging"})
public final class ExportCommand extends WritingCommand {
  @Parameters(
      paramLabel = "FILE",
      defaultValue = "-",
      description = "The file to write; standard output when left out.")
  private String file;

  @Option(names = "--overwrite", description = "Replace a file that says something else.")
  private boolean overwrite;

  public ExportCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    if (file.equals("-")) {
      print(variables());
      return;
    }
    Path path = workspace().surroundings().folder().resolve(file);
    Format format = asked().orElseGet(() -> Format.ofFile(file));
    SortedMap<String, String> variables = variables();
    byte[] content = text(variables, format).getBytes(StandardCharsets.UTF_8);
    if (!overwrite
        && AtomicFile.read(path).filter(old -> !MessageDigest.isEqual(old, content)).isPresent()) {
      throw new ClientException.Conflict(
          file + " exists and says something else", "nothing was changed; --overwrite replaces it");
    }
    AtomicFile.writePrivate(path, content);
    GitIgnore.covering(path).forEach(terminal()::say);
    report(
        object("environment", environment().value(), "exported", variables.size(), "to", file),
        "exported "
            + count(variables.size(), "variable")
            + " to "
            + file
            + " ("
            + environment()
            + ")");
  }
}
