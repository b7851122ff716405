package dev.coffer.client.cli.values;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.project.GitIgnore;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer init}. */
@Command(
    name = "init",
    description = "Tie this folder to a vault and import its .env if there is one.")
public final class InitCommand extends CliCommand {
  @Option(names = "--vault", paramLabel = "ID", description = "An existing vault; default new.")
  private String vault;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "coffer/1",
      description = "coffer/1, or lpm to share the vault with the lpm command.")
  private String format;

  @Option(names = "--no-import", description = "Leave .env alone.")
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
    Path env = folder.resolve(".env");
    boolean importing = !withoutImport && vault == null && Files.isRegularFile(env);
    DotenvImport imported = importing ? DotenvImport.read(env) : null;
    VaultId id = vaultId();
    PayloadFormat chosen = payloadFormat();
    int count = imported == null ? 0 : take(id, imported, env);
    ProjectFile project = ProjectFile.create(folder, id, chosen);
    report(
        object(
            "vault", project.vault().value(),
            "format", project.format().wireName(),
            "file", project.path().getFileName().toString(),
            "imported", count),
        "made "
            + project.path().getFileName()
            + " for vault "
            + project.vault()
            + (imported == null ? "" : ", imported " + count + " variables from .env"));
  }

  private int take(VaultId id, DotenvImport imported, Path env) {
    workspace()
        .vaults()
        .update(
            id,
            local -> local.editing(imported.into(local.working(), EnvironmentName.DEFAULT, false)));
    GitIgnore.cover(env);
    return imported.variables().size();
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
