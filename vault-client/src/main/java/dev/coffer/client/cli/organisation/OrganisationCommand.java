package dev.coffer.client.cli.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.client.remote.WireJson;
import dev.coffer.client.store.AtomicFile;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer org create|list|show|verify|export}. */
public final class OrganisationCommand {
  private OrganisationCommand() {}

  /** {@code coffer org create}. */
  @Command(
      name = "create",
      description = "Begin an organisation, with you as its owner.",
      footer = "  coffer org create acme")
  public static final class Create extends CliCommand {
    @Parameters(paramLabel = "NAME", description = "a-z 0-9 -, a letter first.")
    private String name;

    public Create(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      OrganisationName called = name(name);
      Organisation organisation =
          terminal()
              .progress(
                  "creating the organisation",
                  () -> workspace().shared().organisations().create(called));
      TrustedMembership chain = organisation.chain().known().orElseThrow();
      report(
          object(
              "status",
              "created",
              "organisation",
              organisation.id().toString(),
              "name",
              name,
              "fingerprint",
              chain.fingerprint()),
          "created organisation "
              + name
              + "; its fingerprint is "
              + chain.fingerprint()
              + "\ninvite somebody with 'coffer org invite', share this folder's vault with"
              + " 'coffer share --org "
              + name
              + "'");
    }

    private static OrganisationName name(String text) {
      try {
        return new OrganisationName(text);
      } catch (Malformed e) {
        throw new ClientException.Usage(e.getMessage(), null);
      }
    }
  }

  /** {@code coffer org list}. */
  @Command(
      name = "list",
      description = "List the organisations that you belong to.",
      footer = "  coffer org list")
  public static final class ListOrganisations extends CliCommand {
    public ListOrganisations(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      List<OrganisationView> found =
          terminal()
              .progress("asking the server", () -> workspace().shared().organisations().listed());
      if (json()) {
        terminal()
            .printJson(
                object("organisations", found.stream().map(ListOrganisations::shape).toList()));
        return;
      }
      found.forEach(
          view ->
              terminal()
                  .printPlain(
                      view.name()
                          + "  "
                          + view.role()
                          + ("joined".equals(view.status()) ? "  (not confirmed yet)" : "")
                          + "  "
                          + count(view.members() == null ? 0 : view.members(), "member")));
      if (found.isEmpty()) {
        terminal().say("you belong to no organisation; 'coffer org create NAME' begins one");
      }
    }

    private static Map<String, Object> shape(OrganisationView view) {
      return object(
          "organisation", view.id(),
          "name", view.name(),
          "role", view.role(),
          "status", view.status(),
          "members", view.members());
    }
  }

  /** {@code coffer org show}. */
  @Command(
      name = "show",
      description = "Show members, grants and open invitations.",
      footer = "  coffer org show acme")
  public static final class Show extends CliCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "This folder's when left out.")
    private String name;

    public Show(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      Organisation organisation = OrganisationShapes.named(workspace(), name);
      TrustedMembership chain =
          terminal()
              .progress("verifying the chain", () -> workspace().shared().introduce(organisation));
      Membership membership = chain.membership();
      if (json()) {
        terminal().printJson(OrganisationShapes.organisation(chain));
        return;
      }
      terminal().print(membership.name() + "  fingerprint " + chain.fingerprint());
      OrganisationShapes.members(membership).forEach(terminal()::printPlain);
      OrganisationShapes.invitations(membership).forEach(terminal()::printPlain);
      if (membership.allowsLpm()) {
        terminal().print("vaults in format lpm are allowed: their keys are the server's word");
      }
    }
  }

  /** {@code coffer org export}. */
  @Command(
      name = "export",
      description = "Write the chain to a file for 'org verify --file'.",
      footer = "  coffer org export acme --output acme-chain.json")
  public static final class Export extends CliCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "This folder's when left out.")
    private String name;

    @Option(names = "--output", paramLabel = "FILE", description = "Standard output if left out.")
    private Path output;

    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean force;

    public Export(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      Organisation organisation = OrganisationShapes.named(workspace(), name);
      TrustedMembership chain = organisation.chain().current();
      List<String> events = organisation.chain().served(Optional.empty());
      requireSame(chain, TrustedMembership.unpinned(events));
      String text =
          WireJson.write(
              new MembershipPage(organisation.id().toString(), 0L, events, (long) events.size()));
      if (output == null) {
        terminal().print(text);
        return;
      }
      Path file = workspace().surroundings().folder().resolve(output);
      if (Files.exists(file) && !force) {
        throw new ClientException.Usage(output + " exists already", "replace it with --force");
      }
      AtomicFile.writePublic(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
      report(
          object("status", "exported", "file", output.toString(), "events", events.size()),
          "wrote " + count(events.size(), "event") + " to " + output);
    }

    private static void requireSame(TrustedMembership pinned, TrustedMembership served) {
      if (!served.membership().contains(pinned.membership().head().orElseThrow())) {
        throw new ClientException.Tampered(
            "the server shows another chain than this machine has verified",
            "ask whoever runs the server before you go on");
      }
    }
  }

  /** {@code coffer org verify}. */
  @Command(
      name = "verify",
      description = "Check the whole chain; show fingerprints to compare.",
      footer = {"  coffer org verify acme", "  coffer org verify --file acme-chain.json"})
  public static final class Verify extends CliCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "This folder's when left out.")
    private String name;

    @Option(names = "--file", paramLabel = "FILE", description = "An exported chain; asks nobody.")
    private Path file;

    public Verify(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      TrustedMembership chain = file == null ? served() : exported();
      Membership membership = chain.membership();
      report(
          object(
              "status", "verified",
              "organisation", membership.organisation().toString(),
              "name", membership.name().value(),
              "events", chain.length(),
              "fingerprint", chain.fingerprint(),
              "head", chain.headFingerprint()),
          "organisation "
              + membership.name()
              + ": "
              + count(chain.length(), "event")
              + ", every one verified\nfingerprint  "
              + chain.fingerprint()
              + "  (the same for all members, for ever)\nnewest event "
              + chain.headFingerprint()
              + "  (the same for all who have seen "
              + count(chain.length(), "event")
              + ")");
    }

    private TrustedMembership served() {
      Organisation organisation = OrganisationShapes.named(workspace(), name);
      TrustedMembership pinned = organisation.chain().current();
      TrustedMembership whole =
          terminal()
              .progress(
                  "verifying the chain",
                  () -> TrustedMembership.unpinned(organisation.chain().served(Optional.empty())));
      Export.requireSame(pinned, whole);
      return whole;
    }

    private TrustedMembership exported() {
      Path path = workspace().surroundings().folder().resolve(file);
      byte[] content =
          AtomicFile.read(path)
              .orElseThrow(() -> new ClientException.NotFound("there is no file " + file, null));
      try {
        MembershipPage page =
            WireJson.read(new String(content, StandardCharsets.UTF_8), MembershipPage.class);
        if (page.events() != null) {
          return TrustedMembership.unpinned(page.events());
        }
      } catch (Malformed e) {
        throw notExported();
      }
      throw notExported();
    }

    private ClientException notExported() {
      return new ClientException.Usage(
          file + " is not an exported chain", "make one with 'coffer org export --output FILE'");
    }
  }

  /** {@code coffer org lpm}. */
  @Command(
      name = "lpm",
      description = "Allow vaults in format lpm, or not any more (docs).",
      footer = "  coffer org lpm off --org acme")
  public static final class Lpm extends OrganisationWide {
    @Parameters(paramLabel = "on|off", description = "What it shall be.")
    private String state;

    public Lpm(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      if (!state.equals("on") && !state.equals("off")) {
        throw new ClientException.Usage("it is either on or off", "coffer org lpm off");
      }
      boolean on = state.equals("on");
      members().switchLpm(on);
      report(
          object("status", "switched", "lpm", on),
          on
              ? "vaults in format lpm are allowed; the server could read what is put in them"
              : "vaults in format lpm are not allowed any more");
    }
  }
}
