package dev.coffer.client.cli.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.organisation.Exposure;
import dev.coffer.client.organisation.Members.Removal;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Invitation;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Organisations and their members as lines and as JSON. */
final class OrganisationShapes {
  private OrganisationShapes() {}

  /** The organisation called {@code name}, or this folder's when it is null. */
  static Organisation named(Workspace workspace, String name) {
    return name == null
        ? workspace.shared().requireOrganisation()
        : workspace.shared().organisations().find(name);
  }

  static Map<String, Object> organisation(TrustedMembership chain) {
    Membership membership = chain.membership();
    return CliCommand.object(
        "organisation", membership.organisation().toString(),
        "name", membership.name().value(),
        "fingerprint", chain.fingerprint(),
        "events", chain.length(),
        "lpm", membership.allowsLpm(),
        "members", membership.members().stream().map(OrganisationShapes::member).toList(),
        "invitations",
            membership.invitations().stream().map(i -> invitation(membership, i)).toList());
  }

  static Map<String, Object> member(Member member) {
    return CliCommand.object(
        "account", member.account(),
        "name", member.name(),
        "role", member.role().text(),
        "status", status(member),
        "access", access(member.access()),
        "devices", member.approvedDevices().size());
  }

  private static Map<String, Object> invitation(Membership membership, Invitation invitation) {
    return CliCommand.object(
        "invitation", invitation.id(),
        "status", invitation.status().name().toLowerCase(java.util.Locale.ROOT),
        "role", invitation.invited().role().text(),
        "access", access(invitation.invited().access()),
        "expires", invitation.invited().expires().toString(),
        "joiner", invitation.joiner().flatMap(membership::member).map(Member::name).orElse(null));
  }

  private static String status(Member member) {
    return switch (member.status()) {
      case JOINED -> "joined";
      case ACTIVE -> "active";
      case REMOVED -> "removed";
    };
  }

  static String access(Access access) {
    if (access.all()) {
      return "all";
    }
    return access.grants().isEmpty()
        ? "none"
        : access.grants().entrySet().stream()
            .map(grant -> grant.getKey() + (grant.getValue() ? ":write" : ":read"))
            .collect(Collectors.joining(","));
  }

  static List<String> members(Membership membership) {
    return membership.members().stream()
        .filter(Member::isActive)
        .map(
            member ->
                "  "
                    + member.name()
                    + "  "
                    + member.role().text()
                    + (member.access().all() ? "" : "  " + access(member.access()))
                    + "  "
                    + CliCommand.count(member.approvedDevices().size(), "device"))
        .toList();
  }

  static List<String> invitations(Membership membership) {
    return membership.invitations().stream()
        .filter(
            invitation ->
                invitation.status() == Invitation.Status.OPEN
                    || invitation.status() == Invitation.Status.JOINED)
        .map(invitation -> "  " + line(membership, invitation))
        .toList();
  }

  private static String line(Membership membership, Invitation invitation) {
    String role = invitation.invited().role().text();
    return invitation
        .joiner()
        .flatMap(membership::member)
        .map(member -> member.name() + "  " + role + "  waits for 'coffer org confirm'")
        .orElseGet(
            () ->
                "invitation "
                    + invitation.id().substring(0, 8)
                    + "  "
                    + role
                    + "  open until "
                    + invitation.invited().expires());
  }

  static List<Map<String, Object>> steps(List<Step> steps) {
    return steps.stream()
        .map(step -> CliCommand.object("vault", step.vault(), "failure", step.failure()))
        .toList();
  }

  static Map<String, Object> exposure(Exposure found) {
    return CliCommand.object(
        "vault", found.vault(),
        "environment", found.environment(),
        "key", found.key(),
        "since", found.since(),
        "time", found.time() == null ? null : found.time().toString(),
        "exact", found.exact(),
        "current", found.current(),
        "read", found.read());
  }

  static String line(Exposure found) {
    return found.vault()
        + "  "
        + found.environment()
        + "/"
        + found.key()
        + "  since version "
        + (found.exact() ? "" : "≤")
        + found.since()
        + (found.time() == null ? "" : " of " + found.time())
        + (found.read() ? "  read" : "  could read")
        + (found.current() ? "" : "  deleted since");
  }

  /** That nothing above is not the same as nothing to replace. */
  static String untold(Removal removal, String why) {
    return "what they have read or could read cannot be listed ("
        + why
        + "); 'coffer org remove "
        + removal.member().account()
        + "' lists it once it can";
  }

  static Map<String, Object> policy(TrustPolicy policy) {
    return CliCommand.object(
        "policy", policy.id().value(),
        "vault", policy.vault().value(),
        "platform", policy.origin().platform(),
        "repository", policy.origin().repository(),
        "environments",
            policy.release().environments().stream().map(EnvironmentName::value).toList());
  }

  /** What to look at, since nobody else ends it. */
  static String line(TrustPolicy policy) {
    return "policy "
        + policy.id().shortForm()
        + ", which they set, still lets CI runs of "
        + policy.origin().repository()
        + " read "
        + policy.release().environments().stream()
            .map(EnvironmentName::value)
            .collect(Collectors.joining(", "))
        + " of vault "
        + policy.vault()
        + "; 'coffer oidc revoke' ends it";
  }

  /** Ends with a failure that names every vault for which something was not done. */
  static void requireAll(List<Step> steps, String hint) {
    String failed =
        steps.stream()
            .filter(step -> step.failure() != null)
            .map(step -> step.vault() + " (" + step.failure() + ")")
            .collect(Collectors.joining(", "));
    if (!failed.isEmpty()) {
      throw new ClientException.Failed("not done for vault " + failed, hint);
    }
  }
}
