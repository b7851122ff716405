package dev.coffer.it.hostile;

import dev.coffer.it.kit.Machine.Said;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.SignedNote;
import java.util.List;

/** A member who is an owner from one day to the next. */
final class WidenedRole implements Attack {
  @Override
  public String title() {
    return "widen a member's role";
  }

  @Override
  public String defence() {
    return "a role is an event signed by a member who manages that role; the server can only refuse more, not allow more";
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    return scene.whileLying(
        scene.aboutTheChain(honest -> scene.withForged(honest, promotion(scene, honest))),
        scene.anna,
        "pull");
  }

  private static MembershipEvent promotion(Scene scene, List<String> honest) {
    Membership chain = Membership.replay(honest.stream().map(SignedNote::parse).toList());
    String bob =
        chain.members().stream()
            .filter(member -> member.name().equals(scene.bob.account()))
            .map(Member::account)
            .findFirst()
            .orElseThrow();
    return new MembershipEvent.RoleChanged(bob, Role.OWNER, Access.ALL, List.of());
  }
}
