package dev.coffer.it.hostile;

import dev.coffer.it.kit.Machine.Said;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.note.SignedNote;
import java.util.List;

/** A device of the server's own among a member's, when keys are wrapped anew. */
final class SubstitutedKeyAtRotation implements Attack {
  @Override
  public String title() {
    return "put a key of its own among the recipients of a rotation";
  }

  @Override
  public String defence() {
    return "recipients are the devices that the verified chain names, never a list that the server hands out";
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    return scene.whileLying(
        scene.aboutTheChain(honest -> scene.withForged(honest, device(scene, honest))),
        scene.anna,
        "rotate-key");
  }

  private static MembershipEvent device(Scene scene, List<String> honest) {
    Membership chain = Membership.replay(honest.stream().map(SignedNote::parse).toList());
    Member bob = chain.members().get(1);
    return new MembershipEvent.DeviceApproved(
        bob.account(),
        new MembershipEvent.NamedDevice(scene.liar.keys(), new DeviceName("bob's new laptop")));
  }
}
