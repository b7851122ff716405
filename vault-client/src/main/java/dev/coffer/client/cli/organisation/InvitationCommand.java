package dev.coffer.client.cli.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.CodeComparison;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.organisation.InvitationLink;
import dev.coffer.client.organisation.Invitations;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Invitation;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer org invite|withdraw|join|confirm}. */
public final class InvitationCommand {
  private InvitationCommand() {}

  /** {@code coffer org invite}. */
  @Command(
      name = "invite",
      description = "Make a link with which one person can join. It is shown once.",
      footer = {
        "  coffer org invite --role developer",
        "  coffer org invite --role reader --env staging --days 1"
      })
  public static final class Invite extends OrganisationWide {
    @Option(
        names = "--role",
        paramLabel = "ROLE",
        defaultValue = "developer",
        description = "admin, maintainer, developer (default) or reader.")
    private String role;

    @Option(
        names = "--env",
        paramLabel = "NAME",
        description = "Only this environment; may be given again.")
    private List<String> environments = List.of();

    @Option(names = "--write", description = "With --env: may write there, as a developer.")
    private boolean write;

    @Option(
        names = "--days",
        paramLabel = "N",
        defaultValue = "7",
        description = "So long can it be accepted; 7 when left out.")
    private int days;

    public Invite(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      Invitations.Offer offer = offer();
      Organisation organisation = organisation();
      InvitationLink link =
          workspace()
              .shared()
              .invitations()
              .invite(organisation, workspace().server(Optional.empty()), offer);
      if (json()) {
        terminal()
            .printJson(
                object("status", "invited", "invitation", link.invitation(), "link", link.text()));
        return;
      }
      terminal().print(link.text());
      terminal()
          .say(
              "pass this link on, once and unseen by others; who has it runs 'coffer org join',"
                  + " then you run 'coffer org confirm' with them on the phone");
    }

    private Invitations.Offer offer() {
      if (days < 1 || days > 90) {
        throw new ClientException.Usage("an invitation is open for 1 to 90 days", null);
      }
      try {
        TreeMap<EnvironmentName, Boolean> grants = new TreeMap<>();
        environments.forEach(env -> grants.put(new EnvironmentName(env), write));
        Access access = grants.isEmpty() ? Access.ALL : Access.of(grants);
        return new Invitations.Offer(Role.of(role), access, Duration.ofDays(days));
      } catch (Malformed e) {
        throw new ClientException.Usage(e.getMessage(), null);
      }
    }
  }

  /** {@code coffer org withdraw}. */
  @Command(
      name = "withdraw",
      description = "Make an invitation void that is not confirmed yet.",
      footer = {"  coffer org withdraw 3f9a21bc", "  coffer org withdraw bob"})
  public static final class Withdraw extends OrganisationWide {
    @Parameters(
        paramLabel = "INVITATION",
        index = "0",
        description = "The start of its id, or who accepted it.")
    private String invitation;

    public Withdraw(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      Organisation organisation = organisation();
      Invitation withdrawn = workspace().shared().invitations().withdraw(organisation, invitation);
      report(object("status", "withdrawn", "invitation", withdrawn.id()), "the invitation is void");
    }
  }

  /** {@code coffer org join}. */
  @Command(
      name = "join",
      description = "Accept an invitation; asks for its link, which is a secret.",
      footer = {"  coffer org join", "  coffer org join --stdin < link.txt"})
  public static final class Join extends CliCommand {
    @Option(names = "--stdin", description = "Read the link from the first line of standard input.")
    private boolean stdin;

    public Join(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      InvitationLink link = link();
      requireServer(link);
      Organisation organisation =
          workspace()
              .shared()
              .invitations()
              .join(link, new CodeComparison(terminal(), "coffer org confirm"));
      String called = organisation.chain().known().orElseThrow().membership().name().value();
      report(
          object("status", "joined", "organisation", organisation.id().toString(), "name", called),
          "you belong to "
              + called
              + "; 'coffer list-remote --org "
              + called
              + "' lists its vaults");
    }

    private InvitationLink link() {
      String text =
          stdin
              ? terminal().readLine()
              : terminal().askHidden("the invitation's link:", "use --stdin in scripts");
      try {
        return InvitationLink.parse(text);
      } catch (Malformed e) {
        throw new ClientException.Usage(e.getMessage(), "ask for it again");
      }
    }

    private void requireServer(InvitationLink link) {
      String here = workspace().server(Optional.empty()).text();
      if (!link.server().text().equals(here)) {
        throw new ClientException.Usage(
            "the invitation is to an organisation on " + link.server().text(),
            "sign in there first: coffer login --server " + link.server().text());
      }
    }
  }

  /** {@code coffer org confirm}. */
  @Command(
      name = "confirm",
      description = "Let in who accepted, after comparing a code.",
      footer = "  coffer org confirm bob")
  public static final class Confirm extends OrganisationWide {
    @Parameters(paramLabel = "USER", index = "0", description = "Their account.")
    private String user;

    public Confirm(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      Organisation organisation = organisation();
      Member member =
          workspace()
              .shared()
              .invitations()
              .confirm(organisation, user, new CodeComparison(terminal(), "coffer org join"));
      List<Step> steps =
          terminal()
              .progress(
                  "sharing the vaults' keys",
                  () -> workspace().shared().sharedVaults(organisation).followUp());
      report(
          object(
              "status", "confirmed",
              "member", OrganisationShapes.member(member),
              "vaults", OrganisationShapes.steps(steps)),
          member.name()
              + " is a "
              + member.role().text()
              + " now; "
              + count(steps.size(), "vault")
              + " opened for "
              + count(member.approvedDevices().size(), "device"));
      OrganisationShapes.requireAll(steps, "push those vaults from a machine that can open them");
    }
  }
}
