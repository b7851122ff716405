package dev.coffer.client.organisation;

import static dev.coffer.client.organisation.Colleague.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.membership.InvitationCode;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.SignedNote;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people, each with a machine, and a server between them that they do not trust. */
class InvitationsTest {
  @TempDir Path place;
  private final FakeOrganisations server = new FakeOrganisations();
  private Colleague anna;
  private Colleague bob;

  @BeforeEach
  void annaHasAnOrganisation() {
    anna = new Colleague(place, "anna", server);
    bob = new Colleague(place, "bob", server);
    anna.organisations().create(new OrganisationName("acme"));
  }

  /** Waits until the server has {@code length} events. */
  private void awaitEvents(int length) throws InterruptedException {
    for (int i = 0; server.length() < length; i++) {
      assertThat(i).as("waited for event " + length).isLessThan(600);
      Thread.sleep(50);
    }
  }

  private void letIn(InvitationLink link) throws InterruptedException {
    int before = server.length();
    CompletableFuture<Organisation> joining = bob.joining(link);
    awaitEvents(before + 1);
    CompletableFuture<?> confirming = anna.confirming("bob");
    bob.typed.complete(await(anna.shows));
    anna.typed.complete(await(bob.shows));
    await(confirming);
    await(joining);
  }

  @Test
  void join_codesCompared_isAMemberForBoth() throws Exception {
    letIn(anna.invite(Role.DEVELOPER));
    assertThat(await(anna.shows)).isEqualTo(await(bob.shows));
    for (Colleague one : new Colleague[] {anna, bob}) {
      Member member = one.membership().member(bob.account).orElseThrow();
      assertThat(member.isActive()).isTrue();
      assertThat(member.role()).isEqualTo(Role.DEVELOPER);
      assertThat(one.membership().reach(bob.identity.keyId()).vault()).isTrue();
    }
  }

  @Test
  void confirm_anotherCodeTyped_givesNoRights() throws Exception {
    InvitationLink link = anna.invite(Role.DEVELOPER);
    CompletableFuture<Organisation> joining = bob.joining(link);
    awaitEvents(3);
    CompletableFuture<?> confirming = anna.confirming("bob");
    String code = await(anna.shows);
    String wrong = (code.startsWith("0") ? "1" : "0") + code.substring(1);
    anna.typed.complete(wrong);
    bob.typed.complete(wrong);
    assertThatThrownBy(() -> await(confirming)).hasCauseInstanceOf(ClientException.Tampered.class);
    assertThatThrownBy(() -> await(joining)).hasCauseInstanceOf(ClientException.Tampered.class);
    assertThat(anna.membership().member(bob.account).orElseThrow().isActive()).isFalse();
    assertThat(bob.organisations().known()).isEmpty();
  }

  @Test
  void join_serverShowsAnotherOrganisation_isRefused() {
    InvitationLink link = anna.invite(Role.DEVELOPER);
    FakeOrganisations other = new FakeOrganisations();
    Colleague mallory = new Colleague(place, "mallory", other);
    mallory.organisations().create(new OrganisationName("acme"));
    server.lie = page -> other.chain(page.id(), page.from(), java.util.Optional.empty());
    assertThatThrownBy(() -> bob.invitations().join(link, bob))
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining("another organisation");
    assertThat(bob.organisations().known()).isEmpty();
    assertThat(server.length()).isEqualTo(2);
  }

  /** Inviter and invited would see one code: that of the event with the thief's device. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void join_acceptedBeforeInOnesName_withADeviceOfAThief_isRefused(boolean withOnesOwnBeside) {
    InvitationLink link = anna.invite(Role.DEVELOPER);
    DeviceIdentity thief = MachineKey.generate(new SecureRandom()).deviceIdentity();
    List<NamedDevice> devices = new ArrayList<>();
    devices.add(new NamedDevice(thief.keys(), new DeviceName("bob's laptop")));
    if (withOnesOwnBeside) {
      devices.addAll(bob.organisations().account().named());
    }
    Bytes nonce = Bytes.of(new byte[InvitationCode.NONCE_LENGTH]);
    String proof =
        InvitationCode.proofText(
            link.genesis(), link.invitation(), bob.account, "bob", nonce, devices);
    MembershipEvent stolen =
        new MembershipEvent.Joined(
            link.invitation(), bob.account, "bob", nonce, devices, link.key().sign(proof));
    String text = anna.membership().next(stolen, thief.keyId(), Colleague.NOW).text();
    server.append(link.organisation().toString(), SignedNote.sign(text, thief).format());
    assertThatThrownBy(() -> bob.invitations().join(link, bob))
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining("a device that is not yours");
    assertThat(bob.shows).isNotDone();
    assertThat(bob.organisations().known()).isEmpty();
    assertThat(anna.membership().member(bob.account).orElseThrow().isActive()).isFalse();
  }

  @Test
  void join_aLinkUsedBefore_isRefused() throws Exception {
    InvitationLink link = anna.invite(Role.DEVELOPER);
    letIn(link);
    Colleague carla = new Colleague(place, "carla", server);
    assertThatThrownBy(() -> carla.invitations().join(link, carla))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessageContaining("somebody else");
    assertThat(anna.membership().member(carla.account)).isEmpty();
  }

  @Test
  void join_withdrawn_isRefused() {
    InvitationLink link = anna.invite(Role.DEVELOPER);
    anna.invitations().withdraw(anna.organisation(), link.invitation().substring(0, 8));
    assertThatThrownBy(() -> bob.invitations().join(link, bob))
        .isInstanceOf(ClientException.Conflict.class);
    assertThat(server.length()).isEqualTo(3);
  }

  @Test
  void confirm_fromAnotherMachine_saysWhere() throws Exception {
    InvitationLink link = anna.invite(Role.DEVELOPER);
    CompletableFuture<Organisation> joining = bob.joining(link);
    awaitEvents(3);
    Invitations elsewhere =
        new Invitations(
            anna.organisations(), MachineKey.generate(new SecureRandom()), new SecureRandom());
    Organisation asOther = anna.organisation();
    assertThatThrownBy(
            () ->
                new Colleague(place, "carla", server)
                    .invitations()
                    .confirm(asOther, "nobody", anna))
        .isInstanceOf(ClientException.NotFound.class);
    assertThatThrownBy(() -> confirmed(elsewhere, asOther))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessageContaining("committed to");
    assertThat(anna.membership().member(bob.account).orElseThrow().isActive()).isFalse();
    bob.typed.complete("");
    assertThatThrownBy(() -> await(joining)).isInstanceOf(CompletionException.class);
  }

  /** With another nonce than the one committed to: the chain refuses whatever the codes are. */
  private void confirmed(Invitations elsewhere, Organisation organisation) {
    anna.typed = anna.shows.thenApply(code -> code);
    elsewhere.confirm(organisation, "bob", anna);
  }

  @Test
  void link_textAndBack_isTheSame_andItsSecretIsNotSaid() {
    InvitationLink link = anna.invite(Role.READER);
    assertThat(InvitationLink.parse(" " + link.text() + "\n")).isEqualTo(link);
    assertThat(link.toString()).doesNotContain(link.text().substring(link.text().length() - 20));
    for (String broken :
        new String[] {"", "x", link.text().substring(1), link.text() + "x", link.text() + ".x"}) {
      assertThatThrownBy(() -> InvitationLink.parse(broken)).isInstanceOf(RuntimeException.class);
    }
  }
}
