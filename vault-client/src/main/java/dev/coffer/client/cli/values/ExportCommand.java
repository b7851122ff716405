package dev.coffer.client.cli.values;

import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.dotenv.DotenvWriter;
import dev.coffer.client.project.GitIgnore;
import dev.coffer.client.store.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code coffer export [FILE]}. */
@Command(
    name = "export",
    description = "Write the variables as a dotenv file, mode 0600, or to standard output.")
public final class ExportCommand extends EnvironmentCommand {
  @Parameters(paramLabel = "FILE", defaultValue = "-")
  private String file;

  public ExportCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    SortedMap<String, String> variables = variables();
    if (file.equals("-")) {
      print(variables);
      return;
    }
    Path path = workspace().surroundings().folder().resolve(file);
    AtomicFile.writePrivate(path, DotenvWriter.write(variables).getBytes(StandardCharsets.UTF_8));
    if (GitIgnore.cover(path)) {
      terminal().say("added " + path.getFileName() + " to .gitignore");
    }
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

  private void print(SortedMap<String, String> variables) {
    if (json()) {
      terminal().printJson(object("environment", environment().value(), "variables", variables));
    } else {
      terminal().printRaw(DotenvWriter.write(variables));
    }
  }
}
