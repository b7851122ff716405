package dev.coffer.client.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.declaration.Admission;
import dev.coffer.client.declaration.Admission.Progress;
import dev.coffer.client.declaration.Unfinished;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.store.SealedFile;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.client.sync.FakeVaults;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an interrupted change of members has left to do is seen until it is done, and no longer. */
class UnfinishedTest {
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final String SHOP = "shop";

  @TempDir Path place;

  /** An owner and a developer, who have a vault. */
  private record Pair(
      Colleague anna, Colleague bob, SealedFolder memory, FakeOrganisations server) {
    int epoch() {
      String head = anna.shop.versions.get(anna.shop.versions.size() - 1).encryptedBlob();
      return Envelope.parse(head).manifest().epoch();
    }

    Unfinished left() {
      return Unfinished.in(anna.membership(), anna::shared, memory);
    }

    SealedFile kept() {
      return memory.file("newest-keys-" + anna.membership().organisation());
    }

    Member member() {
      return anna.membership().member(bob.account).orElseThrow();
    }

    /** Whether the process ended at the request with this number. */
    boolean kills(int request, boolean answered, Consumer<Members> act) {
      Members members = anna.members();
      anna.faults.killAt(request, answered);
      try {
        act.accept(members);
        return false;
      } catch (Faults.Killed e) {
        return true;
      } finally {
        anna.faults.spare();
      }
    }
  }

  private Pair pair(String folder) {
    FakeOrganisations server = new FakeOrganisations();
    Colleague anna = new Colleague(place.resolve(folder), "anna", server);
    Colleague bob = new Colleague(place.resolve(folder), "bob", server);
    bob.shop = anna.shop;
    anna.organisations().create(new OrganisationName("acme"));
    anna.letIn(bob, Role.DEVELOPER);
    anna.organisation()
        .vaults()
        .store()
        .update(
            Colleague.VAULT,
            local -> local.editing(local.working().with(STAGING, Map.of("TOKEN", "1"))));
    anna.sync().push();
    bob.sync().pull(Resolution.OURS);
    Path memory = place.resolve(folder).resolve("memory");
    return new Pair(
        anna, bob, new SealedFolder(memory, anna.machine.storeKey(), new SecureRandom()), server);
  }

  @Test
  void removal_killedAtAnyRequest_isLeft_whereTheEventStandsAndTheKeyIsOld() {
    boolean killed = true;
    int seen = 0;
    for (int request = 0; killed; request++) {
      for (boolean answered : new boolean[] {false, true}) {
        Pair pair = pair("removal-" + request + answered);
        int before = pair.epoch();
        killed = pair.kills(request, answered, members -> members.remove("bob"));
        boolean isLeft = !pair.member().isActive() && pair.epoch() == before;
        seen += isLeft ? 1 : 0;
        List<String> expected = isLeft ? List.of(SHOP) : List.of();
        assertThat(pair.left().of(pair.bob().account)).as("at " + request).isEqualTo(expected);
        assertThat(pair.left().vaults()).isEqualTo(expected);
        assertThat(pair.left().of(pair.anna().account)).isEmpty();
        pair.anna().members().remove("bob");
        assertThat(pair.left().vaults()).isEmpty();
        assertThat(pair.epoch()).isEqualTo(before + 1);
      }
    }
    assertThat(seen).as("interruptions between the event and the key").isPositive();
  }

  @Test
  void whatIsSettled_isNotLookedAtAgain() {
    Pair pair = pair("settled");
    int before = pair.anna().shop.requests;
    pair.left();
    assertThat(pair.anna().shop.requests).as("nobody lost anything").isEqualTo(before);
    pair.anna().members().remove("bob");
    assertThat(pair.left().vaults()).isEmpty();
    int asked = pair.anna().shop.requests;
    assertThat(pair.left().vaults()).isEmpty();
    assertThat(pair.anna().shop.requests - asked).as("the list of vaults").isLessThan(2);
  }

  /** What is not shown is not taken for done. */
  @Test
  void aVaultWhoseNewestVersionIsNotBelieved_isLeft() {
    Pair pair = pair("hostile");
    pair.anna().members().remove("bob");
    pair.anna().shop.versions.set(1, pair.anna().shop.versions.get(0));
    assertThat(pair.left().vaults()).containsExactly(SHOP);
    assertThat(pair.left().of(pair.bob().account)).containsExactly(SHOP);
  }

  /** This profile may have forgotten the chain since, and taken another one. */
  @Test
  void whatWasSeenWithAnotherChain_isNotBelieved() {
    Pair pair = pair("forked");
    pair.anna().members().remove("bob");
    assertThat(pair.left().vaults()).isEmpty();
    pair.anna().shop.versions.set(1, pair.anna().shop.versions.get(0));
    assertThat(pair.left().vaults()).as("seen before").isEmpty();
    pair.kept().write("1 " + Digest.of("another event").text() + "\nshop 99\n");
    assertThat(pair.left().vaults()).containsExactly(SHOP);
  }

  /** Such a line of the list would stand in what is kept as a line of another vault. */
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"shop 99", "no id", "", "shop\nshop 99"})
  void aListWithWhatIsNoVaultsId_isRefused_andNothingOfItIsKept(String id) {
    Pair pair = pair("listed");
    pair.anna().members().remove("bob");
    FakeVaults shop = pair.anna().shop;
    shop.versions.set(1, shop.versions.get(0));
    shop.alsoListed.add(new VaultSummary(id, 1, null, null, "coffer/1"));
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(pair::left)
        .withMessageContaining("no vault's id");
    assertThat(pair.kept().read()).as("kept").isEmpty();
    shop.alsoListed.clear();
    assertThat(pair.left().vaults()).as("asked again").containsExactly(SHOP);
    assertThat(pair.kept().read()).as("nothing known is nothing kept").isEmpty();
  }

  @Test
  void aVaultThatIsListedAndNotShown_isLeft_andAskedForAgain() {
    Pair pair = pair("withheld");
    pair.anna().members().remove("bob");
    pair.anna().shop.alsoListed.add(new VaultSummary("withheld", 1, null, null, "coffer/1"));
    assertThat(pair.left().vaults()).containsExactly("withheld");
    assertThat(pair.left().of(pair.bob().account)).as("asked again").containsExactly("withheld");
    assertThat(pair.kept().read().orElseThrow()).contains(SHOP).doesNotContain("withheld");
  }

  /** What the look says is left, the act does not pass for done. */
  @Test
  void aVaultThatIsListedAndNotShown_failsInEveryChangeThatTakes_andTheOthersGetTheirKeys() {
    Pair pair = pair("not shown");
    pair.anna().shop.alsoListed.add(new VaultSummary("withheld", 1, null, null, "coffer/1"));
    int before = pair.epoch();
    Access other = Access.ALL.granting(new EnvironmentName("other"), false);
    failsForWithheld(pair.anna().members().grant("bob", Role.DEVELOPER, other).vaults());
    assertThat(pair.epoch()).isEqualTo(before + 1);
    assertThat(pair.left().of(pair.bob().account)).containsExactly("withheld");
    failsForWithheld(pair.anna().members().remove("bob").vaults());
    failsForWithheld(pair.anna().members().finish(pair.bob().account).vaults());
    assertThat(pair.left().of(pair.bob().account)).containsExactly("withheld");
    assertThat(pair.epoch()).isEqualTo(before + 2);
  }

  private static void failsForWithheld(List<Step> steps) {
    assertThat(steps)
        .filteredOn(step -> step.failure() != null)
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.vault()).isEqualTo("withheld");
              assertThat(step.failure()).contains("does not give it");
            });
    assertThat(steps).extracting(Step::vault).containsExactlyInAnyOrder(SHOP, "withheld");
  }

  /** What this machine has verified of a vault says which format it has, whatever the list says. */
  @Test
  void aVaultThatIsListedInAnotherFormat_isLeft_andGetsItsNewKey() {
    Pair pair = pair("format");
    int before = pair.epoch();
    pair.anna().shop.listedFormat = "lpm";
    pair.anna().members().remove("bob");
    assertThat(pair.left().vaults()).isEmpty();
    assertThat(pair.epoch()).isEqualTo(before + 1);
    pair.anna().shop.versions.set(1, pair.anna().shop.versions.get(0));
    pair.kept().delete();
    assertThat(pair.left().vaults()).containsExactly(SHOP);
  }

  /** As the threat model has it: nothing says that there is such a vault. */
  @Test
  void aVaultThatIsNotListed_isNotSeen_andHasItsNewKeyWithTheNextPush() {
    Pair pair = pair("hidden");
    int before = pair.epoch();
    pair.anna().shop.listedFormat = null;
    pair.anna().members().remove("bob");
    pair.anna().members().remove("bob");
    assertThat(pair.left().vaults()).isEmpty();
    assertThat(pair.epoch()).as("nor by the same again").isEqualTo(before);
    pair.anna()
        .organisation()
        .vaults()
        .store()
        .update(
            Colleague.VAULT,
            local -> local.editing(local.working().with(STAGING, Map.of("TOKEN", "2"))));
    pair.anna().sync().push();
    assertThat(pair.epoch()).isEqualTo(before + 1);
    pair.anna().shop.listedFormat = "coffer/1";
    assertThat(pair.left().vaults()).isEmpty();
  }

  /** What is kept spares requests and nothing else. */
  @ParameterizedTest
  @ValueSource(
      strings = {"shop x\n", "shop\n", "shop 99 3\n", "no id 3\n", "../shop 3\n", "shop -1\n"})
  void whatIsKeptAndDamaged_saysNothing(String line) {
    Pair pair = pair("damaged");
    pair.anna().members().remove("bob");
    assertThat(pair.left().vaults()).isEmpty();
    String kept = pair.kept().read().orElseThrow();
    FakeVaults shop = pair.anna().shop;
    PushVault newest = shop.versions.set(1, shop.versions.get(0));
    assertThat(pair.left().vaults()).as("seen before").isEmpty();
    pair.kept().write(kept + line);
    assertThat(pair.left().vaults()).as("looked at again").containsExactly(SHOP);
    shop.versions.set(1, newest);
    assertThat(pair.left().vaults()).isEmpty();
    assertThat(pair.kept().read()).as("made anew").contains(kept);
  }

  @Test
  void whatIsKeptAndDoesNotOpen_saysNothing() throws IOException {
    Pair pair = pair("shut");
    pair.anna().members().remove("bob");
    assertThat(pair.left().vaults()).isEmpty();
    String kept = pair.kept().read().orElseThrow();
    Files.writeString(pair.kept().path(), "something else");
    assertThat(pair.kept().isMadeAnew()).isTrue();
    assertThat(pair.left().vaults()).isEmpty();
    assertThat(pair.kept().read()).as("made anew").contains(kept);
  }

  /** The rest is done by what the chain says by then, and not by what was meant before. */
  @Test
  void whoIsGrantedAgainMeanwhile_hasTheNewKey() {
    Access staging = Access.ALL.granting(new EnvironmentName("other"), false);
    boolean killed = true;
    int seen = 0;
    for (int request = 0; killed; request++) {
      Pair pair = pair("again-" + request);
      killed = pair.kills(request, true, members -> members.grant("bob", Role.READER, staging));
      if (killed && !pair.left().of(pair.bob().account).isEmpty()) {
        seen++;
        pair.anna().members().grant("bob", Role.DEVELOPER, Access.ALL);
        assertThat(pair.left().vaults()).isEmpty();
        pair.bob().sync().pull(Resolution.OURS);
        int epoch = pair.epoch();
        pair.anna().members().grant("bob", Role.DEVELOPER, Access.ALL);
        assertThat(pair.epoch()).as("done once").isEqualTo(epoch);
      }
    }
    assertThat(seen).isPositive();
  }

  /** To ask again for the end of what came by the first invitation must not end the second. */
  @Test
  void whoComesBackByAnotherInvitation_isNoMemberByTheFirst() {
    Pair pair = pair("back");
    String first = pair.anna().membership().invitations().get(0).id();
    assertThat(admission(pair, first)).isEqualTo(Progress.CONFIRMED);
    assertThat(admission(pair, "bob")).isEqualTo(Progress.CONFIRMED);
    pair.anna().members().remove("bob");
    Membership gone = pair.anna().membership();
    assertThat(Admission.find(gone, first, Colleague.NOW)).isEmpty();
    assertThat(Admission.ended(gone, first)).isPresent();
    assertThat(Admission.ended(gone, "bob")).isEqualTo(Admission.ended(gone, first));

    pair.anna().letIn(pair.bob(), Role.DEVELOPER);
    Membership back = pair.anna().membership();
    String second = back.invitations().get(1).id();
    assertThat(Admission.find(back, first, Colleague.NOW)).isEmpty();
    assertThat(Admission.ended(back, first)).isEmpty();
    assertThat(admission(pair, second)).isEqualTo(Progress.CONFIRMED);
    assertThat(Admission.find(back, "bob", Colleague.NOW).orElseThrow().invitation())
        .isEqualTo(second);
  }

  /** Bob's removal stands, and the vault has the old key. */
  private Pair interrupted(String folder) {
    for (int request = 0; ; request++) {
      Pair pair = pair(folder + request);
      boolean killed = pair.kills(request, true, members -> members.remove("bob"));
      assertThat(killed).as("interrupted before it is over").isTrue();
      if (!pair.member().isActive() && !pair.left().vaults().isEmpty()) {
        return pair;
      }
    }
  }

  /** A colleague may have confirmed them between the look and the act. */
  @Test
  void theRestOfARemoval_doesNotRemoveWhoIsBack() {
    Pair pair = interrupted("finish");
    pair.anna().letIn(pair.bob(), Role.DEVELOPER);
    long events = pair.anna().membership().length();
    int epoch = pair.epoch();
    Members.Removal rest = pair.anna().members().finish(pair.bob().account);
    assertThat(rest.vaults()).hasSize(1).allMatch(step -> step.failure() == null);
    assertThat(pair.member().isActive()).isTrue();
    assertThat(pair.anna().membership().length()).isEqualTo(events);
    assertThat(pair.left().vaults()).isEmpty();
    assertThat(pair.epoch()).isEqualTo(epoch + 1);
    pair.bob().sync().pull(Resolution.OURS);
  }

  @Test
  void theRestOfARemoval_isWhatTheRemovalWouldHaveTold() {
    Pair pair = interrupted("rest");
    Members.Removal rest = pair.anna().members().finish(pair.bob().account);
    Members.Removal again = pair.anna().members().remove("bob");
    assertThat(rest.exposures()).isNotEmpty().isEqualTo(again.exposures());
    assertThat(rest.member()).isEqualTo(again.member());
    assertThat(pair.left().vaults()).isEmpty();
  }

  @Test
  void theRestOfARemoval_ofNobodyEverThere_isRefused_andNothingChanges() {
    Pair pair = interrupted("nobody");
    int epoch = pair.epoch();
    assertThatThrownBy(() -> pair.anna().members().finish("nobody"))
        .isInstanceOf(ClientException.NotFound.class)
        .hasMessageContaining("nobody");
    assertThat(pair.epoch()).isEqualTo(epoch);
    assertThat(pair.left().vaults()).containsExactly(SHOP);
  }

  /** Until they are confirmed they are no member, and their old membership is not over. */
  @Test
  void whoWaitsToComeBack_isStillRemoved_byTheFirstInvitation() {
    Pair pair = interrupted("waits");
    String first = pair.anna().membership().invitations().get(0).id();
    InvitationLink link = pair.anna().invite(Role.DEVELOPER);
    pair.bob().accept(link);
    Membership waits = pair.anna().membership();
    assertThat(Admission.isRemoved(pair.member())).isTrue();
    assertThat(Admission.ended(waits, first).orElseThrow().progress()).isEqualTo(Progress.REMOVED);
    assertThat(Admission.ended(waits, "bob")).isEqualTo(Admission.ended(waits, first));
    assertThat(Admission.ended(waits, link.invitation())).isEmpty();
    assertThat(admission(pair, link.invitation())).isEqualTo(Progress.JOINED);
    assertThat(pair.left().of(pair.bob().account)).containsExactly(SHOP);

    pair.anna().members().finish(pair.bob().account);
    assertThat(pair.left().vaults()).isEmpty();
    assertThat(admission(pair, link.invitation())).isEqualTo(Progress.JOINED);
    pair.anna().confirm(link.invitation());
    assertThat(Admission.isRemoved(pair.member())).isFalse();
    assertThat(Admission.ended(pair.anna().membership(), first)).isEmpty();
    assertThat(admission(pair, link.invitation())).isEqualTo(Progress.CONFIRMED);
  }

  @Test
  void whoWaitsForTheFirstTime_wasNotRemoved() {
    Pair pair = pair("new");
    Colleague carl = new Colleague(place.resolve("new"), "carl", pair.server());
    carl.accept(pair.anna().invite(Role.READER));
    Member waiting = pair.anna().membership().member(carl.account).orElseThrow();
    assertThat(waiting.status()).isEqualTo(Member.Status.JOINED);
    assertThat(Admission.isRemoved(waiting)).isFalse();
    assertThat(Admission.ended(pair.anna().membership(), "carl")).isEmpty();
  }

  private static Progress admission(Pair pair, String id) {
    return Admission.find(pair.anna().membership(), id, Colleague.NOW).orElseThrow().progress();
  }
}
