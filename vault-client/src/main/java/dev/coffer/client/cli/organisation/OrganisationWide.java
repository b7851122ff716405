package dev.coffer.client.cli.organisation;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.organisation.Members;
import dev.coffer.client.organisation.Organisation;
import picocli.CommandLine.Option;

/** A command on one organisation. */
abstract class OrganisationWide extends CliCommand {
  /** What helps where a change was made and something that follows from it was not. */
  static final String AGAIN = "run the same command again: it does what is left of it";

  @Option(
      names = "--org",
      paramLabel = "NAME",
      description = "The organisation; this folder's when left out.")
  private String organisation;

  OrganisationWide(Shell shell) {
    super(shell);
  }

  final Organisation organisation() {
    return OrganisationShapes.named(workspace(), organisation);
  }

  final Members members() {
    return workspace().shared().members(organisation());
  }
}
