package dev.coffer.it.hostile;

import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.organisation.InvitationLink;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.membership.InvitationCode;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.MembershipLink;
import dev.coffer.protocol.note.SignedNote;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Looks into a chain's newest event, and makes one up. */
final class MembershipLinks {
  private MembershipLinks() {}

  /** Whether the newest event is how {@code account} accepts an invitation. */
  static boolean isBy(List<String> events, String account) {
    String newest = SignedNote.parse(events.get(events.size() - 1)).text();
    return MembershipLink.parse(newest).event() instanceof Joined joined
        && joined.member().equals(account);
  }

  /** How {@code liar} accepts the invitation of a stolen link in somebody's name. */
  static String accepted(
      DeviceIdentity liar,
      List<String> events,
      InvitationLink stolen,
      String account,
      String name) {
    Membership chain = Membership.replay(events.stream().map(SignedNote::parse).toList());
    List<NamedDevice> devices = List.of(new NamedDevice(liar.keys(), new DeviceName("laptop")));
    Bytes nonce = Bytes.of(new byte[InvitationCode.NONCE_LENGTH]);
    String proof =
        InvitationCode.proofText(
            chain.genesis().orElseThrow(), stolen.invitation(), account, name, nonce, devices);
    Joined forged =
        new Joined(stolen.invitation(), account, name, nonce, devices, stolen.key().sign(proof));
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return SignedNote.sign(chain.next(forged, liar.keyId(), now).text(), liar).format();
  }
}
