package dev.coffer.protocol.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.MembershipEvent.Confirmed;
import dev.coffer.protocol.membership.MembershipEvent.Created;
import dev.coffer.protocol.membership.MembershipEvent.DeviceApproved;
import dev.coffer.protocol.membership.MembershipEvent.DeviceRevoked;
import dev.coffer.protocol.membership.MembershipEvent.Invited;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.MembershipEvent.Removed;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A chain of an organisation in tests. Immutable. An account is called as its owner, its id is
 * {@code id-NAME}; invitation <i>n</i> has the id, key and nonce that follow from <i>n</i>.
 */
record TestOrganisation(Membership chain) {
  static final UUID ID = UUID.fromString("6f1c8a52-0b7e-4a1d-9c53-1d2e3f405162");
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final Instant EXPIRES = NOW.plusSeconds(3600);
  static final DeviceName NAME = new DeviceName("a device");

  static TestOrganisation of(String owner, TestDevice... devices) {
    TestOrganisation none = new TestOrganisation(Membership.empty());
    return none.add(created(owner, devices), devices[0]);
  }

  static Created created(String owner, TestDevice... devices) {
    return new Created(ID, new OrganisationName("acme"), account(owner), owner, named(devices));
  }

  static String account(String name) {
    return "id-" + name;
  }

  static List<NamedDevice> named(TestDevice... devices) {
    return Stream.of(devices).map(device -> new NamedDevice(device.keys(), NAME)).toList();
  }

  static Access granted(String... environmentsAndRights) {
    SortedMap<EnvironmentName, Boolean> grants = new TreeMap<>();
    for (int i = 0; i < environmentsAndRights.length; i += 2) {
      grants.put(
          new EnvironmentName(environmentsAndRights[i]),
          environmentsAndRights[i + 1].equals("write"));
    }
    return Access.of(grants);
  }

  static String invitation(int number) {
    return String.format(Locale.ROOT, "%032x", number);
  }

  static TestDevice key(int number) {
    return new TestDevice(100_000 + number);
  }

  static Bytes nonce(int number) {
    byte[] nonce = new byte[InvitationCode.NONCE_LENGTH];
    Arrays.fill(nonce, (byte) number);
    return Bytes.of(nonce);
  }

  static Invited invited(int number, Role role, Access access) {
    return new Invited(
        invitation(number),
        key(number).keys().signing(),
        InvitationCode.commitment(invitation(number), nonce(number)),
        EXPIRES,
        role,
        access);
  }

  static Confirmed confirmed(int number) {
    return new Confirmed(invitation(number), nonce(number));
  }

  static RoleChanged changed(String name, Role role, Access access, VaultHead... heads) {
    return new RoleChanged(account(name), role, access, List.of(heads));
  }

  static Removed removed(String name, VaultHead... heads) {
    return new Removed(account(name), List.of(heads));
  }

  static DeviceApproved approved(String name, TestDevice device) {
    return new DeviceApproved(account(name), new NamedDevice(device.keys(), NAME));
  }

  static DeviceRevoked revoked(TestDevice device, VaultHead... heads) {
    return new DeviceRevoked(device.keyId(), List.of(heads));
  }

  /**
   * Acceptance of invitation {@code number}, proven with the key of invitation {@code provenBy}.
   */
  Joined joined(int number, int provenBy, String name, TestDevice... devices) {
    Bytes nonce = nonce(200);
    String text =
        InvitationCode.proofText(
            chain.genesis().orElseThrow(),
            invitation(number),
            account(name),
            name,
            nonce,
            named(devices));
    Bytes proof = key(provenBy).sign(text.getBytes(StandardCharsets.UTF_8));
    return new Joined(invitation(number), account(name), name, nonce, named(devices), proof);
  }

  Joined joined(int number, String name, TestDevice... devices) {
    return joined(number, number, name, devices);
  }

  SignedNote note(MembershipEvent event, TestDevice author) {
    return note(event, author, NOW);
  }

  SignedNote note(MembershipEvent event, TestDevice author, Instant time) {
    return SignedNote.sign(chain.next(event, author.keyId(), time).text(), author);
  }

  TestOrganisation add(MembershipEvent event, TestDevice author) {
    return new TestOrganisation(chain.append(note(event, author)));
  }

  /** With another member, invited and confirmed by {@code by} with the next free invitation. */
  TestOrganisation member(
      String name, Role role, Access access, TestDevice by, TestDevice... devices) {
    int number = chain.invitations().size() + 1;
    TestOrganisation invited = add(invited(number, role, access), by);
    TestOrganisation joined = invited.add(invited.joined(number, name, devices), devices[0]);
    return joined.add(confirmed(number), by);
  }

  TestOrganisation member(String name, Role role, TestDevice by, TestDevice... devices) {
    return member(name, role, Access.ALL, by, devices);
  }

  Member of(String name) {
    return chain.member(account(name)).orElseThrow();
  }

  /** Checks that {@code event} is refused for {@code why}, and that nothing has changed. */
  void refuses(String why, SignedNote event) {
    MembershipSnapshot before = chain.snapshot();
    assertThatExceptionOfType(ChainRefused.class)
        .isThrownBy(() -> chain.append(event))
        .withMessageContaining(why);
    assertThat(chain.snapshot()).isEqualTo(before);
  }

  void refuses(String why, MembershipEvent event, TestDevice author) {
    refuses(why, note(event, author));
  }
}
