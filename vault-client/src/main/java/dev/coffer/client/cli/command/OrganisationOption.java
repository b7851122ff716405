package dev.coffer.client.cli.command;

import dev.coffer.client.Workspace;
import picocli.CommandLine.Option;

/** {@code --org}, for commands on this folder's vault. */
public final class OrganisationOption {
  @Option(
      names = "--org",
      paramLabel = "NAME",
      description = "The organisation's vault, whatever coffer.json says.")
  private String organisation;

  /** Makes {@code workspace} mean the organisation's vault, where the option was given. */
  public void applyTo(Workspace workspace) {
    if (organisation != null) {
      workspace.enterOrganisation(organisation);
    }
  }
}
