package dev.coffer.client.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.remote.WireJson;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server can show a machine that has pinned an organisation. */
class OrganisationChainTest {
  @TempDir Path place;
  private final FakeOrganisations server = new FakeOrganisations();
  private Colleague anna;
  private Organisation acme;

  @BeforeEach
  void annaHasInvited() {
    anna = new Colleague(place, "anna", server);
    acme = anna.organisations().create(new OrganisationName("acme"));
    anna.invite(Role.DEVELOPER);
    anna.invite(Role.READER);
    acme.chain().current();
  }

  private void refused(String reason) {
    int length = acme.chain().known().orElseThrow().length();
    assertThatThrownBy(() -> acme.chain().current())
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining(reason);
    assertThat(acme.chain().known().orElseThrow().length()).isEqualTo(length);
  }

  @Test
  void current_shorterChain_isRefused() {
    server.lie = page -> new MembershipPage(page.id(), page.from(), List.of(), 2L);
    refused("has 2 events, this machine saw 3");
  }

  @Test
  void current_forkedChain_isRefused() {
    FakeOrganisations other = new FakeOrganisations();
    Colleague twin = new Colleague(place.resolve("fork"), "anna", other);
    twin.organisations().create(new OrganisationName("acme"));
    for (int i = 0; i < 4; i++) {
      twin.invite(Role.ADMIN);
    }
    server.lie = page -> other.chain(page.id(), page.from(), Optional.empty());
    refused("forked");
  }

  /** Another process has pinned it since this one saw that nothing was known. */
  @Test
  void pinServed_longerChainIsPinnedMeanwhile_isNotReplacedByAnOlderOne() {
    server.lie =
        page ->
            new MembershipPage(
                page.id(), page.from(), page.from() > 0 ? List.of() : firstTwo(), 2L);
    assertThatThrownBy(() -> acme.chain().pinServed(Optional.empty(), TrustedMembership::unpinned))
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining("has 2 events, this machine saw 3");
    assertThat(acme.chain().known().orElseThrow().length()).isEqualTo(3);
  }

  private List<String> firstTwo() {
    return List.copyOf(server.events().subList(0, 2));
  }

  @Test
  void pinServed_pinnedMeanwhile_growsFromThat() {
    anna.invite(Role.READER);
    TrustedMembership known =
        acme.chain()
            .pinServed(
                Optional.empty(),
                events -> {
                  throw new AssertionError("nothing is believed in place of what was pinned");
                });
    assertThat(known.length()).isEqualTo(server.length());
    assertThat(acme.chain().known().orElseThrow().length()).isEqualTo(server.length());
  }

  /** A server that was set back, and went on from there: its chain never joins this one again. */
  @Test
  void forget_afterAFork_takesTheServersChainAnew() {
    List<SignedNote> events =
        new ArrayList<>(server.events().stream().limit(2).map(SignedNote::parse).toList());
    Membership back = Membership.replay(events);
    MembershipEvent other = new MembershipEvent.LpmSwitched(true);
    String text = back.next(other, anna.identity.keyId(), Colleague.NOW).text();
    events.add(SignedNote.sign(text, anna.identity));
    events.add(
        SignedNote.sign(
            Membership.replay(events)
                .next(new MembershipEvent.LpmSwitched(false), anna.identity.keyId(), Colleague.NOW)
                .text(),
            anna.identity));
    List<String> served = events.stream().map(SignedNote::format).toList();
    server.lie =
        page ->
            new MembershipPage(
                page.id(),
                page.from(),
                served.subList((int) Math.min(page.from(), served.size()), served.size()),
                (long) served.size());
    refused("forked");

    anna.organisations().pinned("acme").chain().forget();
    assertThat(acme.chain().known()).isEmpty();
    assertThat(anna.organisations().known()).isEmpty();
    Organisation again = anna.organisations().find("acme");
    assertThat(again.chain().current().membership().head())
        .isEqualTo(Membership.replay(events).head());
  }

  @Test
  void forget_aChainThatNamesNoDeviceOfTheAccount_isNotTakenAnew() {
    FakeOrganisations other = new FakeOrganisations();
    Colleague liar = new Colleague(place.resolve("liar"), "anna", other);
    liar.organisations().create(new OrganisationName("acme"));
    server.lie = page -> other.chain(page.id(), page.from(), Optional.empty());
    acme.chain().forget();
    assertThatThrownBy(() -> anna.organisations().find("acme"))
        .isInstanceOf(ClientException.Refused.class);
    assertThat(acme.chain().known()).isEmpty();
  }

  @Test
  void pinned_whatThisMachineDoesNotKnow_isNotFoundAndNothingForgotten() {
    assertThatThrownBy(() -> anna.organisations().pinned("other"))
        .isInstanceOf(ClientException.NotFound.class);
    assertThat(anna.organisations().pinned(acme.id().toString()).id()).isEqualTo(acme.id());
    assertThat(acme.chain().known().orElseThrow().length()).isEqualTo(3);
  }

  @Test
  void current_eventLeftOut_isRefused() {
    anna.invite(Role.ADMIN);
    int before = server.length();
    assertThat(before).isEqualTo(4);
    acme.chain().current();
    server.lie = page -> new MembershipPage(page.id(), 0L, server.events(), page.length());
    refused("left out");
  }

  @Test
  void current_eventOfAStranger_isRefused() {
    FakeOrganisations other = new FakeOrganisations();
    Colleague mallory = new Colleague(place, "mallory", other);
    mallory.organisations().create(new OrganisationName("acme"));
    String stranger = other.events().get(0);
    server.lie = page -> new MembershipPage(page.id(), page.from(), List.of(stranger), 4L);
    refused("forked");
  }

  @Test
  void find_aNewDeviceThatTheOldOneVouchedFor_isAdopted() {
    MachineKey second = MachineKey.generate(new SecureRandom());
    anna.approve(second.deviceIdentity());
    new OwnDevices(anna.devices).introduceTo(acme);
    assertThat(server.length()).isEqualTo(4);
    new OwnDevices(anna.devices).introduceTo(acme);
    assertThat(server.length()).as("once is enough").isEqualTo(4);
    DeviceIdentity device = second.deviceIdentity();
    assertThat(
            TrustedMembership.adopt(anna.account, device.keyId(), anna.devices, server.events())
                .length())
        .isEqualTo(4);
  }

  @Test
  void adopt_aChainOfTheServersOwnMaking_isRefused() {
    Colleague mallory = new Colleague(place, "mallory", new FakeOrganisations());
    FakeOrganisations forged = new FakeOrganisations();
    Colleague liar = new Colleague(place.resolve("liar"), "anna", forged);
    liar.organisations().create(new OrganisationName("acme"));
    assertThatThrownBy(
            () ->
                TrustedMembership.adopt(
                    anna.account, anna.identity.keyId(), anna.devices, forged.events()))
        .isInstanceOf(ClientException.Refused.class);
    assertThatThrownBy(
            () ->
                TrustedMembership.adopt(
                    anna.account, mallory.identity.keyId(), anna.devices, server.events()))
        .isInstanceOf(ClientException.Refused.class);
  }

  @Test
  void fingerprint_isThatOfTheFirstEvent_inFourGroups() {
    TrustedMembership known = acme.chain().known().orElseThrow();
    assertThat(known.fingerprint()).matches("[0-9A-V]{4}( [0-9A-V]{4}){3}");
    assertThat(TrustedMembership.unpinned(server.events()).fingerprint())
        .isEqualTo(known.fingerprint());
    assertThat(known.headFingerprint()).isNotEqualTo(known.fingerprint());
  }

  private Path stored(String prefix) {
    return place.resolve("anna").resolve(prefix + acme.id() + ".sealed");
  }

  private byte[] bytesOf(String prefix) throws IOException {
    return Files.readAllBytes(stored(prefix));
  }

  @Test
  void current_anEventMore_leavesTheSnapshotAsItIs() throws IOException {
    byte[] snapshot = bytesOf("membership-");
    for (int i = 0; i < 20; i++) {
      anna.invite(Role.DEVELOPER);
      assertThat(acme.chain().current().length()).isEqualTo(server.length());
      assertThat(acme.chain().known().orElseThrow().membership().snapshot())
          .isEqualTo(TrustedMembership.unpinned(server.events()).membership().snapshot());
    }
    assertThat(bytesOf("membership-")).isEqualTo(snapshot);
    assertThat(anna.organisations().known()).hasSize(1);
  }

  @Test
  void current_manyEventsMore_areASnapshotAgain() throws IOException {
    byte[] snapshot = bytesOf("membership-");
    for (int i = 0; i < 40; i++) {
      anna.invite(Role.DEVELOPER);
    }
    acme.chain().current();
    assertThat(acme.chain().known().orElseThrow().length()).isEqualTo(server.length());
    assertThat(bytesOf("membership-")).isNotEqualTo(snapshot);
    anna.invite(Role.DEVELOPER);
    acme.chain().current();
    assertThat(acme.chain().known().orElseThrow().length()).isEqualTo(server.length());
  }

  /** As after a crash between the two writes, or while another process reads. */
  @Test
  void known_eventsThatTheSnapshotHas_areNotTakenTwice() throws IOException {
    anna.invite(Role.DEVELOPER);
    acme.chain().current();
    byte[] before = bytesOf("newest-membership-");
    while (Files.exists(stored("newest-membership-"))) {
      anna.invite(Role.DEVELOPER);
    }
    int length = acme.chain().known().orElseThrow().length();
    assertThat(length).isEqualTo(server.length());
    Files.write(stored("newest-membership-"), before);
    assertThat(acme.chain().known().orElseThrow().length()).isEqualTo(length);
  }

  @Test
  void known_eventsThatDoNotGoOnFromTheSnapshot_areDamaged() throws IOException {
    byte[] old = bytesOf("membership-");
    for (int i = 0; i < 40; i++) {
      anna.invite(Role.DEVELOPER);
    }
    acme.chain().current();
    anna.invite(Role.DEVELOPER);
    acme.chain().current();
    byte[] since = bytesOf("newest-membership-");
    Files.write(stored("membership-"), old);
    assertThatThrownBy(() -> acme.chain().known())
        .isInstanceOf(ClientException.LocalStore.class)
        .hasMessageContaining("newest-membership-");
    assertThat(bytesOf("membership-")).isEqualTo(old);
    assertThat(bytesOf("newest-membership-")).isEqualTo(since);
  }

  @Test
  void known_aByteOfTheEventsChanged_isDamaged() throws IOException {
    anna.invite(Role.DEVELOPER);
    acme.chain().current();
    byte[] since = bytesOf("newest-membership-");
    for (int i = 0; i < since.length; i += 97) {
      byte[] changed = since.clone();
      changed[i] ^= 1;
      Files.write(stored("newest-membership-"), changed);
      assertThatThrownBy(() -> acme.chain().known()).isInstanceOf(ClientException.LocalStore.class);
    }
  }

  /** What versions before this one have written. */
  @Test
  void known_aSnapshotInPlainText_isReadAndGoesOn() {
    TrustedMembership chain = acme.chain().known().orElseThrow();
    SealedFolder folder =
        new SealedFolder(place.resolve("anna"), anna.machine.storeKey(), new SecureRandom());
    folder.file("membership-" + acme.id()).write(WireJson.write(chain.membership().snapshot()));
    assertThat(acme.chain().known().orElseThrow().headFingerprint())
        .isEqualTo(chain.headFingerprint());
    anna.invite(Role.DEVELOPER);
    acme.chain().current();
    assertThat(acme.chain().known().orElseThrow().length()).isEqualTo(server.length());
  }
}
