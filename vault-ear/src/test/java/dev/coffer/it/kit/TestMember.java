package dev.coffer.it.kit;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.DeviceApproved;
import dev.coffer.protocol.membership.MembershipEvent.DeviceRevoked;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.MembershipEvent.Removed;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.organisation.AppendMembership;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A person on one device, toward one organisation: signs events of its chain and sends them, in
 * whatever standing the person is there, or in none.
 */
public final class TestMember {
  private final TestOrganisation organisation;
  private final Person person;

  TestMember(TestOrganisation organisation, Person person) {
    this.organisation = organisation;
    this.person = person;
  }

  static NamedDevice named(TestDevice device) {
    return new NamedDevice(device.identity().keys(), device.name());
  }

  public Person person() {
    return person;
  }

  public Api api() {
    return person.api();
  }

  public TestDevice device() {
    return person.device();
  }

  public KeyId keyId() {
    return device().keyId();
  }

  public String account() {
    return person.accountId();
  }

  /** Asks for a route of the organisation, such as {@code /chain}. */
  public Answer get(String rest) throws IOException {
    return api().get(organisation.route() + rest);
  }

  /** What the chain says of this person now. */
  public Member standing() throws IOException {
    return organisation.membership().member(account()).orElseThrow();
  }

  /** Offers an event as the chain's next one, signed by this member's device. */
  public Answer append(MembershipEvent event) throws IOException {
    return append(organisation.membership(), event);
  }

  /** Offers an event as the one that follows {@code chain}. */
  public Answer append(Membership chain, MembershipEvent event) throws IOException {
    return send(signed(chain, event));
  }

  /** The event that would follow {@code chain}, signed by this member's device. */
  public SignedNote signed(Membership chain, MembershipEvent event) {
    return signed(chain, event, Instant.now());
  }

  /** The same by a clock that shows {@code time}. */
  public SignedNote signed(Membership chain, MembershipEvent event, Instant time) {
    Instant seconds = time.truncatedTo(ChronoUnit.SECONDS);
    return SignedNote.sign(chain.next(event, keyId(), seconds).text(), device().identity());
  }

  /** Sends a signed event as it is. */
  public Answer send(SignedNote event) throws IOException {
    return api().post(organisation.route() + "/chain", new AppendMembership(event.format()));
  }

  /** Gives another member another role. */
  public Answer changeRole(TestMember other, Role role, Access access, VaultHead... heads)
      throws IOException {
    return append(new RoleChanged(other.account(), role, access, List.of(heads)));
  }

  /** Removes another member, or leaves. */
  public Answer remove(TestMember other, VaultHead... heads) throws IOException {
    return append(new Removed(other.account(), List.of(heads)));
  }

  /**
   * The same person in another session on another device, which its account has approved and the
   * organisation does not know.
   */
  public TestMember onAnotherDevice() throws IOException {
    Person again = person.again();
    again.device().register();
    device().approve(again.device());
    return new TestMember(organisation, again);
  }

  /** Lets another device of the same person in. */
  public Answer approve(TestMember other) throws IOException {
    return append(new DeviceApproved(account(), named(other.device())));
  }

  /** Takes every right in the organisation from a device. */
  public Answer revoke(TestMember other, VaultHead... heads) throws IOException {
    return append(new DeviceRevoked(other.keyId(), List.of(heads)));
  }
}
