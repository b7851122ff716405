package dev.coffer.client.cli.schema;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.schema.EnvSchema;
import dev.coffer.client.schema.ExampleFile;
import dev.coffer.client.store.AtomicFile;
import dev.coffer.protocol.EnvironmentName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer example [FILE]}. */
@Command(
    name = "example",
    description =
        "Write .env.example: every name with its rules in a comment, and no value but declared"
            + " defaults.",
    footer = {"  coffer example", "  coffer example - --env staging"})
public final class ExampleCommand extends EnvironmentCommand {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Default .env.example, or .env.NAME.example; - is standard output.")
  private String file;

  @Option(names = "--overwrite", description = "Replace a file that says something else.")
  private boolean overwrite;

  public ExampleCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    ProjectFile project = workspace().requireProject();
    EnvSchema schema = project.declaredRules().orElse(EnvSchema.NONE);
    schema.notes().forEach(terminal()::warn);
    Set<String> names = ExampleFile.names(schema, variables().keySet());
    String content = ExampleFile.write(schema, names);
    if (names.isEmpty()) {
      throw new ClientException.NotFound(
          "there is nothing to show: no envSchema, and no variables in '" + environment() + "'",
          "declare 'envSchema' as docs/schema.md shows, or set a variable");
    }
    if ("-".equals(file)) {
      print(names, content);
    } else {
      write(names, content);
    }
  }

  private void print(Set<String> names, String content) {
    if (json()) {
      terminal()
          .printJson(
              object("environment", environment().value(), "variables", names, "content", content));
    } else {
      terminal().printRaw(content);
    }
  }

  private void write(Set<String> names, String content) {
    String name = file == null ? defaultName() : file;
    Path path = workspace().surroundings().folder().resolve(name);
    if (!overwrite && AtomicFile.read(path).filter(old -> differs(old, content)).isPresent()) {
      throw new ClientException.Conflict(
          name + " exists and says something else", "nothing was changed; --overwrite replaces it");
    }
    AtomicFile.writePublic(path, content.getBytes(StandardCharsets.UTF_8));
    report(
        object("environment", environment().value(), "file", name, "variables", names),
        "wrote " + name + " with " + count(names.size(), "variable"));
  }

  private static boolean differs(byte[] old, String content) {
    return !new String(old, StandardCharsets.UTF_8).equals(content);
  }

  private String defaultName() {
    return environment().equals(EnvironmentName.DEFAULT)
        ? ".env.example"
        : ".env." + environment() + ".example";
  }
}
