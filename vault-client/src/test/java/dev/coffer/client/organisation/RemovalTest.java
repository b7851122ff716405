package dev.coffer.client.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.organisation.Members.Removal;
import dev.coffer.client.sync.FakeVaults;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member goes: what every vault gets, what is listed, and what an interruption leaves to do. */
class RemovalTest {
  private static final EnvironmentName STAGING = new EnvironmentName("staging");

  @TempDir Path place;

  /** An owner and a developer, and a vault of three versions that both have. */
  private record Pair(FakeOrganisations server, Colleague anna, Colleague bob) {
    FakeVaults shop() {
      return anna.shop;
    }

    int epoch() {
      String head = shop().versions.get(shop().versions.size() - 1).encryptedBlob();
      return Envelope.parse(head).manifest().epoch();
    }
  }

  private Pair pair(String folder) {
    FakeOrganisations server = new FakeOrganisations();
    Colleague anna = new Colleague(place.resolve(folder), "anna", server);
    Colleague bob = new Colleague(place.resolve(folder), "bob", server);
    bob.shop = anna.shop;
    anna.organisations().create(new OrganisationName("acme"));
    anna.letIn(bob, Role.DEVELOPER);
    set(anna, EnvironmentName.DEFAULT, Map.of("OLD", "1", "CHANGED", "1"));
    set(anna, STAGING, Map.of("TOKEN", "1"));
    set(anna, EnvironmentName.DEFAULT, Map.of("OLD", "1", "CHANGED", "2"));
    bob.sync().pull(Resolution.OURS);
    return new Pair(server, anna, bob);
  }

  private static void set(Colleague who, EnvironmentName environment, Map<String, String> values) {
    VaultStore store = who.organisation().vaults().store();
    store.update(
        Colleague.VAULT, local -> local.editing(local.working().with(environment, values)));
    who.sync().push();
  }

  @Test
  void remove_everyVaultGetsANewKey_andTheReportIsOldestFirst() {
    Pair pair = pair("whole");
    int before = pair.epoch();
    Removal removal = pair.anna().members().remove("bob");
    assertThat(removal.vaults()).allMatch(step -> step.failure() == null).hasSize(1);
    assertThat(removal.exposures())
        .extracting(e -> e.environment() + "/" + e.key() + "@" + e.since())
        .containsExactly("default/OLD@1", "staging/TOKEN@2", "default/CHANGED@3");
    requireGone(pair, before);
  }

  @Test
  void remove_afterALimit_listsWhatWasReadBefore() {
    Pair pair = pair("limited before");
    pair.anna().members().changeAccess("bob", access -> access.granting(STAGING, false));
    assertThat(pair.anna().members().remove("bob").exposures())
        .extracting(Exposure::key)
        .containsExactly("OLD", "TOKEN", "CHANGED");
  }

  @Test
  void grant_ofRoleAndAccess_isOneEvent_andTakesTheKeyAway() {
    Pair pair = pair("granted");
    int epoch = pair.epoch();
    int events = pair.anna().membership().length();
    Member bob =
        pair.anna()
            .members()
            .grant("bob", Role.READER, Access.ALL.granting(STAGING, false))
            .member();
    assertThat(bob.role()).isEqualTo(Role.READER);
    assertThat(bob.access().grants()).containsOnlyKeys(STAGING);
    assertThat(pair.anna().membership().length()).isEqualTo(events + 1);
    assertThat(pair.epoch()).isEqualTo(epoch + 1);
    pair.anna().members().grant("bob", Role.READER, Access.ALL.granting(STAGING, false));
    assertThat(pair.anna().membership().length()).isEqualTo(events + 1);
  }

  private static void requireGone(Pair pair, int before) {
    assertThat(pair.epoch()).isEqualTo(before + 1);
    assertThat(pair.shop().recipients(pair.shop().versions.size()))
        .containsExactly(pair.anna().identity.keyId().value());
    Member bob = pair.anna().membership().member(pair.bob().account).orElseThrow();
    assertThat(bob.status()).isEqualTo(Member.Status.REMOVED);
    assertThatThrownBy(() -> pair.bob().sync().pull(Resolution.OURS))
        .isInstanceOf(ClientException.class);
  }

  @Test
  void remove_killedAtAnyRequest_endsInTheSameStateWhenDoneAgain() {
    Pair whole = pair("uninterrupted");
    List<Exposure> listed = whole.anna().members().remove("bob").exposures();
    boolean killed = true;
    for (int request = 0; killed; request++) {
      for (boolean answered : new boolean[] {false, true}) {
        Pair pair = pair("killed-" + request + answered);
        int before = pair.epoch();
        killed = killedAt(pair, request, answered);
        Removal again = pair.anna().members().remove("bob");
        assertThat(again.exposures()).as("killed at request " + request).isEqualTo(listed);
        requireGone(pair, before);
      }
    }
  }

  /** The role that the member has by then changes nothing, and does what is left. */
  @Test
  void grant_killedAtAnyRequest_isDoneByTheSameRoleAgain() {
    Access staging = Access.ALL.granting(STAGING, false);
    boolean killed = true;
    for (int request = 0; killed; request++) {
      Pair pair = pair("grant-killed-" + request);
      int epoch = pair.epoch();
      int events = pair.anna().membership().length();
      killed = killedAt(pair, request, true, m -> m.grant("bob", Role.READER, staging));
      int standing = pair.anna().membership().length() - events;
      pair.anna().members().changeRole(pair.bob().account, Role.READER);
      assertThat(pair.anna().membership().length() - events).isEqualTo(Math.max(1, standing));
      assertThat(pair.epoch()).as("killed at request " + request).isEqualTo(epoch + standing);
    }
  }

  private static boolean killedAt(Pair pair, int request, boolean answered) {
    return killedAt(pair, request, answered, members -> members.remove("bob"));
  }

  private static boolean killedAt(Pair pair, int request, boolean answered, Consumer<Members> act) {
    Members members = pair.anna().members();
    pair.anna().faults.killAt(request, answered);
    try {
      act.accept(members);
      return false;
    } catch (Faults.Killed e) {
      return true;
    } finally {
      pair.anna().faults.spare();
    }
  }

  @Test
  void leave_lastOwner_isRefused() {
    Pair pair = pair("last");
    int length = pair.server().length();
    assertThatThrownBy(() -> pair.anna().members().leave()).isInstanceOf(ClientException.class);
    assertThat(pair.server().length()).isEqualTo(length);
  }

  @Test
  void changeRole_toReader_takesNoKeyAndNeedsNone() {
    Pair pair = pair("reader");
    int before = pair.epoch();
    pair.anna().members().changeRole("bob", Role.READER);
    assertThat(pair.epoch()).isEqualTo(before);
    set(pair.anna(), STAGING, Map.of("TOKEN", "2"));
    pair.bob().sync().pull(Resolution.OURS);
    assertThatThrownBy(() -> set(pair.bob(), STAGING, Map.of("TOKEN", "3")))
        .isInstanceOf(ClientException.Refused.class);
  }

  @Test
  void changeAccess_toOneEnvironment_rekeys_andThatOneAloneIsLeft() {
    Pair pair = pair("limited");
    int before = pair.epoch();
    pair.anna().members().changeAccess("bob", access -> access.granting(STAGING, true));
    assertThat(pair.epoch()).isEqualTo(before + 1);
    pair.bob().sync().pull(Resolution.OURS);
    var held = pair.bob().organisation().vaults().store().read(Colleague.VAULT).working();
    assertThat(held.environments().keySet()).containsExactly("staging");
    set(pair.bob(), STAGING, Map.of("TOKEN", "by bob"));
    pair.anna().sync().pull(Resolution.OURS);
    var annas = pair.anna().organisation().vaults().store().read(Colleague.VAULT).working();
    assertThat(annas.of(STAGING)).containsEntry("TOKEN", "by bob");
    assertThat(annas.of(EnvironmentName.DEFAULT)).containsEntry("CHANGED", "2");
  }
}
