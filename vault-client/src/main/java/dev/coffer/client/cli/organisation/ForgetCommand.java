package dev.coffer.client.cli.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.organisation.TrustedMembership;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer org forget}. */
@Command(
    name = "forget",
    description = "Give up what this machine verified of a chain.",
    footer = "  coffer org forget acme")
public final class ForgetCommand extends CliCommand {
  @Parameters(paramLabel = "NAME", description = "The organisation, or its id.")
  private String name;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  public ForgetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Organisation organisation = workspace().shared().organisations().pinned(name);
    TrustedMembership chain = organisation.chain().known().orElseThrow();
    String called = chain.membership().name().value();
    terminal()
        .say(
            "this machine has verified "
                + count(chain.length(), "event")
                + " of "
                + called
                + ": fingerprint "
                + chain.fingerprint()
                + ", newest event "
                + chain.headFingerprint()
                + "\nwithout them it cannot tell that the server shows another chain, or hides a"
                + " removal: it takes the chain that is shown next, if a device of yours has signed"
                + " in it. Ask another member why theirs differs before you go on");
    if (!yes && !terminal().confirms("Forget them?", "give --yes; nothing was changed")) {
      throw new ClientException.Failed("nothing was changed", null);
    }
    organisation.chain().forget();
    report(
        object(
            "status", "forgotten",
            "organisation", organisation.id().toString(),
            "name", called,
            "events", chain.length(),
            "fingerprint", chain.fingerprint(),
            "head", chain.headFingerprint()),
        "forgot the chain of "
            + called
            + "; the copies of its vaults are still here. Compare what 'coffer org verify "
            + called
            + "' prints with another member before you use it again");
  }
}
