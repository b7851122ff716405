package dev.coffer.it.kit;

import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.InvitationCode;
import dev.coffer.protocol.membership.MembershipEvent.Confirmed;
import dev.coffer.protocol.membership.MembershipEvent.Invited;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.wire.organisation.InvitationReveal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/**
 * An invitation with everything that inviter and invited know of it, and the events by which it is
 * made, accepted, confirmed and withdrawn. Knows nothing of a server.
 */
public final class TestInvitation {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 16;

  private final String id = HexFormat.of().formatHex(random(ID_BYTES));
  private final DeviceIdentity link = MachineKey.generate(RANDOM).deviceIdentity();
  private final Bytes nonce = randomNonce();
  private final Role role;
  private final Access access;
  private final Instant expires;

  private TestInvitation(Role role, Access access, Instant expires) {
    this.role = role;
    this.access = access;
    this.expires = expires.truncatedTo(ChronoUnit.SECONDS);
  }

  /** An invitation that lasts a week. */
  public static TestInvitation of(Role role, Access access) {
    return until(Instant.now().plus(7, ChronoUnit.DAYS), role, access);
  }

  public static TestInvitation until(Instant expires, Role role, Access access) {
    return new TestInvitation(role, access, expires);
  }

  public String id() {
    return id;
  }

  /** The event that makes it. */
  public Invited invited() {
    return new Invited(
        id, link.keys().signing(), InvitationCode.commitment(id, nonce), expires, role, access);
  }

  /** The event by which {@code person} accepts it with its device. */
  public Joined joined(Digest genesis, Person person) {
    return joined(
        genesis, person.accountId(), person.account(), List.of(TestMember.named(person.device())));
  }

  /** The same with whatever the event is to claim; the proof is good. */
  public Joined joined(Digest genesis, String account, String member, List<NamedDevice> devices) {
    Bytes ownNonce = randomNonce();
    String proof = InvitationCode.proofText(genesis, id, account, member, ownNonce, devices);
    return new Joined(
        id, account, member, ownNonce, devices, link.sign(proof.getBytes(StandardCharsets.UTF_8)));
  }

  public Confirmed confirmed() {
    return new Confirmed(id, nonce);
  }

  public Withdrawn withdrawn() {
    return new Withdrawn(id);
  }

  /** What the inviter sends once somebody has accepted. */
  public InvitationReveal reveal() {
    return new InvitationReveal(nonce.base64());
  }

  private static Bytes randomNonce() {
    return Bytes.of(random(InvitationCode.NONCE_LENGTH));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
