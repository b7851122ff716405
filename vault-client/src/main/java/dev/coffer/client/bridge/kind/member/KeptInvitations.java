package dev.coffer.client.bridge.kind.member;

import dev.coffer.client.Workspace;
import dev.coffer.client.declaration.Admission;
import dev.coffer.client.declaration.Admission.Progress;
import dev.coffer.client.declaration.DeclaredMembers;
import dev.coffer.client.declaration.InvitationNames;
import dev.coffer.client.organisation.InvitationLink;
import dev.coffer.protocol.membership.Membership;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What this profile keeps of invitations that were declared here: their names and their links. */
record KeptInvitations(Workspace workspace) {

  /** By the name that was declared here, else by the invitation's id or the member's name. */
  Optional<Admission> find(DeclaredMembers members, String id) {
    UUID organisation = members.organisation().id();
    return names()
        .find(organisation, id)
        .flatMap(members::admission)
        .or(() -> members.admission(id));
  }

  private InvitationNames names() {
    return new InvitationNames(workspace.folder());
  }

  /** The names of {@code members}' invitations, by the invitation's id. */
  Map<String, String> names(DeclaredMembers members) {
    Map<String, String> named = new LinkedHashMap<>();
    names().all(members.organisation().id()).forEach((name, id) -> named.put(id, name));
    return named;
  }

  /** The file with the link, while it can be used. */
  Optional<String> linkFile(Admission admission) {
    return admission.progress() == Progress.INVITED
        ? file(admission.invitation()).text()
        : Optional.empty();
  }

  private LinkFile file(String invitation) {
    return LinkFile.of(workspace.profile().folder(), invitation);
  }

  void keep(DeclaredMembers members, String name, InvitationLink link) {
    file(link.invitation()).write(link);
    names().put(members.organisation().id(), name, link.invitation());
  }

  void forget(DeclaredMembers members, String invitation) {
    file(invitation).remove();
    names().remove(members.organisation().id(), invitation);
  }

  /**
   * All but that by which {@code account} is on the way in again, or a member. The member may have
   * been named by the account as well, of which no invitation is shown.
   */
  void forgetEndedOf(DeclaredMembers members, String account) {
    Membership now = members.now();
    Instant time = workspace.surroundings().clock().instant();
    now.invitations().stream()
        .filter(invitation -> invitation.joiner().equals(Optional.of(account)))
        .filter(invitation -> Admission.find(now, invitation.id(), time).isEmpty())
        .forEach(invitation -> forget(members, invitation.id()));
  }
}
