package dev.coffer.client.cli.schema;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.schema.EnvSchema;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.LocalVault;
import picocli.CommandLine.Option;

/** What is judged, and how strictly. */
final class JudgeOptions {
  @Option(names = "--remote", description = "Judge the server's newest version; stores nothing.")
  private boolean remote;

  @Option(names = "--strict", description = "A variable without rules is a fault as well.")
  private boolean strict;

  Judged judged(Terminal terminal, Workspace workspace) {
    ProjectFile project = workspace.requireProject();
    EnvSchema schema =
        project
            .rules()
            .orElseThrow(
                () ->
                    new ClientException.Usage(
                        "the project has no rules: " + project.path() + " has no 'envSchema'",
                        "declare 'envSchema' as docs/schema.md shows, or write a .env.example"));
    schema.notes().forEach(terminal::warn);
    if (remote) {
      AcceptedVersion newest =
          terminal.progress("reading", () -> workspace.sync(new Workspace.NoLegacyKey()).newest());
      return new Judged(
          schema, project.environments(), newest.contents(), newest.version(), "server", strict);
    }
    LocalVault local = workspace.vaults().read(project.vault());
    return new Judged(
        schema, project.environments(), local.working(), local.version(), "local", strict);
  }
}
