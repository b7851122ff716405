package dev.coffer.client.cli.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.organisation.Members;
import dev.coffer.client.organisation.Members.Change;
import dev.coffer.client.organisation.Members.Removal;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Role;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer org role|grant|remove|leave|transfer}. */
public final class MemberCommand {
  private MemberCommand() {}

  /** A command that changes one member. */
  private abstract static class Changing extends OrganisationWide {
    Changing(Shell shell) {
      super(shell);
    }

    final void reportChange(Function<Members, Change> act) {
      Change change = terminal().progress("changing the member", () -> act.apply(members()));
      report(
          object(
              "status", "changed",
              "member", OrganisationShapes.member(change.member()),
              "vaults", OrganisationShapes.steps(change.vaults())),
          change.member().name()
              + " is a "
              + change.member().role().text()
              + " with access to "
              + OrganisationShapes.access(change.member().access())
              + "; "
              + count(change.vaults().size(), "vault")
              + " brought up to that");
      OrganisationShapes.requireAll(change.vaults(), AGAIN);
    }
  }

  /** {@code coffer org role}. */
  @Command(
      name = "role",
      description = "Give a member another role (docs/roles.md).",
      footer = "  coffer org role bob maintainer")
  public static final class ChangeRole extends Changing {
    @Parameters(paramLabel = "USER", index = "0", description = "The member's account.")
    private String user;

    @Parameters(
        paramLabel = "ROLE",
        index = "1",
        description = "owner, admin, maintainer, developer or reader.")
    private String role;

    public ChangeRole(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      Role wanted;
      try {
        wanted = Role.of(role);
      } catch (Malformed e) {
        throw new ClientException.Usage(e.getMessage(), null);
      }
      reportChange(members -> members.changeRole(user, wanted));
    }
  }

  /** {@code coffer org grant}. */
  @Command(
      name = "grant",
      description = "Limit a developer or reader to environments.",
      footer = {
        "  coffer org grant bob --env staging --write",
        "  coffer org grant bob --env staging --none",
        "  coffer org grant bob --all"
      })
  public static final class Grant extends Changing {
    @Parameters(paramLabel = "USER", description = "The member's account.")
    private String user;

    @Option(names = "--env", paramLabel = "NAME", description = "The environment.")
    private String environment;

    @ArgGroup(multiplicity = "1")
    private Kind kind;

    public Grant(Shell shell) {
      super(shell);
    }

    private static final class Kind {
      @Option(names = "--read", description = "May read it.")
      private boolean read;

      @Option(names = "--write", description = "May read and write it.")
      private boolean write;

      @Option(names = "--none", description = "May not read it any more.")
      private boolean none;

      @Option(names = "--all", description = "Every environment, as the role allows.")
      private boolean all;
    }

    @Override
    protected void run() {
      if (kind.all == (environment != null)) {
        throw new ClientException.Usage(
            kind.all ? "--all means every environment" : "which environment?",
            kind.all ? "leave out --env" : "give --env NAME");
      }
      if (kind.all) {
        reportChange(members -> members.changeAccess(user, before -> Access.ALL));
        return;
      }
      EnvironmentName named = named();
      reportChange(
          members ->
              members.changeAccess(
                  user,
                  before ->
                      kind.none
                          ? before.withdrawing(named)
                          : before.granting(named, kind.write && !kind.read)));
    }

    private EnvironmentName named() {
      try {
        return workspace().environments().canonical(environment);
      } catch (Malformed e) {
        throw new ClientException.Usage(e.getMessage(), null);
      }
    }
  }

  /** {@code coffer org remove}. */
  @Command(
      name = "remove",
      description = "Remove a member, re-key, list what they could read.",
      footer = "  coffer org remove bob")
  public static final class Remove extends OrganisationWide {
    @Parameters(paramLabel = "USER", description = "The member's account.")
    private String user;

    public Remove(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      Removal removal = terminal().progress("removing the member", () -> members().remove(user));
      if (json()) {
        terminal()
            .printJson(
                object(
                    "status", "removed",
                    "member", removal.member().name(),
                    "vaults", OrganisationShapes.steps(removal.vaults()),
                    "rotate",
                        removal.exposures().stream().map(OrganisationShapes::exposure).toList(),
                    "untold", removal.untold().orElse(null),
                    "policies",
                        removal.policies().stream().map(OrganisationShapes::policy).toList()));
      } else {
        show(removal);
      }
      OrganisationShapes.requireAll(removal.vaults(), AGAIN);
    }

    private void show(Removal removal) {
      removal.exposures().forEach(found -> terminal().printPlain(OrganisationShapes.line(found)));
      terminal()
          .say(
              removal.member().name()
                  + " is removed; new keys: "
                  + count(removal.vaults().size(), "vault")
                  + (removal.untold().isPresent() ? "" : toReplace(removal)));
      removal.untold().ifPresent(why -> terminal().warn(OrganisationShapes.untold(removal, why)));
      removal.policies().forEach(policy -> terminal().warn(OrganisationShapes.line(policy)));
    }

    private static String toReplace(Removal removal) {
      return "; to replace where they are used, the oldest first: "
          + count(removal.exposures().size(), "value")
          + " above";
    }
  }

  /** {@code coffer org leave}. */
  @Command(
      name = "leave",
      description = "Leave an organisation.",
      footer = "  coffer org leave --org acme --yes")
  public static final class Leave extends OrganisationWide {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    public Leave(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      Members members = members();
      if (!yes
          && !terminal()
              .confirms(
                  "Leave? Only a new invitation brings you back.",
                  "give --yes; nothing was changed")) {
        throw new ClientException.Failed("nothing was changed", null);
      }
      members.leave();
      report(object("status", "left"), "you have left the organisation");
    }
  }

  /** {@code coffer org transfer}. */
  @Command(
      name = "transfer",
      description = "Make a member an owner and yourself an admin.",
      footer = "  coffer org transfer ada")
  public static final class Transfer extends Changing {
    @Parameters(paramLabel = "USER", description = "The member's account.")
    private String user;

    public Transfer(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      reportChange(members -> members.transfer(user));
    }
  }
}
