package dev.coffer.client.cli.values;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.project.GitIgnore;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer init}. */
@Command(
    name = "init",
    description =
        "Tie this folder to a vault and import its .env files: .env as default, .env.NAME as NAME.",
    footer = {"  coffer init", "  coffer init --vault shop --no-import"})
public final class InitCommand extends CliCommand {
  @Option(names = "--vault", paramLabel = "ID", description = "An existing vault; default new.")
  private String vault;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "coffer/1",
      description = "coffer/1, or lpm to share the vault with the lpm command.")
  private String format;

  @Option(names = "--no-import", description = "Leave .env files alone.")
  private boolean withoutImport;

  public InitCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Path folder = workspace().surroundings().folder();
    Optional<ProjectFile> present = workspace().project();
    if (present.isPresent() && present.get().folder().equals(folder)) {
      throw new ClientException.Conflict(
          "this folder belongs to vault " + present.get().vault() + " already", null);
    }
    DotenvFiles files = withoutImport || vault != null ? DotenvFiles.NONE : DotenvFiles.in(folder);
    VaultId id = vaultId();
    PayloadFormat chosen = payloadFormat();
    if (!files.found().isEmpty()) {
      workspace().vaults().update(id, local -> local.editing(files.into(local.working())));
      files.found().stream()
          .flatMap(file -> GitIgnore.covering(file.file()).stream())
          .forEach(terminal()::say);
    }
    show(ProjectFile.create(folder, id, chosen), files);
  }

  private void show(ProjectFile project, DotenvFiles files) {
    report(
        object(
            "vault", project.vault().value(),
            "format", project.format().wireName(),
            "file", project.path().getFileName().toString(),
            "imported", files.size(),
            "files", files.found().stream().map(InitCommand::shape).toList(),
            "skipped", files.skipped()),
        "made " + project.path().getFileName() + " for vault " + project.vault());
    if (json()) {
      return;
    }
    for (DotenvFiles.Found file : files.found()) {
      String variables = count(file.size(), "variable");
      terminal()
          .say("imported " + variables + " from " + file.name() + " (" + file.environment() + ")");
    }
    files.skipped().forEach(name -> terminal().say("skipped " + name));
    if (vault != null) {
      terminal().say("nothing was imported: run 'coffer pull' for what the vault has, then");
      terminal().say("'coffer import' for a .env of this folder");
    }
  }

  private static Map<String, Object> shape(DotenvFiles.Found file) {
    return object(
        "file", file.name(),
        "environment", file.environment().value(),
        "imported", file.size());
  }

  private VaultId vaultId() {
    try {
      return new VaultId(vault == null ? UUID.randomUUID().toString() : vault);
    } catch (Malformed e) {
      throw new ClientException.Usage(e.getMessage(), null);
    }
  }

  private PayloadFormat payloadFormat() {
    return PayloadFormat.ofWireName(format)
        .orElseThrow(() -> new ClientException.Usage("--format is coffer/1 or lpm", null));
  }
}
