package dev.coffer.it.hostile;

import dev.coffer.it.kit.Machine.Said;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.Role;

/** A member that nobody invited. */
final class AddedMember implements Attack {
  @Override
  public String title() {
    return "add a member of its own";
  }

  @Override
  public String defence() {
    return "no event counts that a member with the role for it has not signed";
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    MembershipEvent event =
        new MembershipEvent.Invited(
            "0123456789abcdef0123456789abcdef",
            scene.liar.keys().signing(),
            dev.coffer.protocol.Digest.of("nonce"),
            java.time.Instant.parse("2099-01-01T00:00:00Z"),
            Role.DEVELOPER,
            Access.ALL);
    return scene.whileLying(
        scene.aboutTheChain(honest -> scene.withForged(honest, event)), scene.bob, "pull");
  }
}
