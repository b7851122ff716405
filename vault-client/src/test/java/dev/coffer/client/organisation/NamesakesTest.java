package dev.coffer.client.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.organisation.Members.Removal;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a removal is of, where somebody had the name before, or comes back. */
class NamesakesTest {
  private static final String BOB = "bob";

  @TempDir Path place;
  private FakeOrganisations server;
  private Colleague anna;
  private Colleague first;
  private Colleague second;

  @BeforeEach
  void anOrganisationWithBob() {
    server = new FakeOrganisations();
    anna = new Colleague(place, "anna", server);
    first = named("first", BOB);
    second = named("second", BOB);
    anna.organisations().create(new OrganisationName("acme"));
    anna.letIn(first, Role.DEVELOPER);
    EnvironmentName staging = new EnvironmentName("staging");
    anna.organisation()
        .vaults()
        .store()
        .update(
            Colleague.VAULT,
            local -> local.editing(local.working().with(staging, Map.of("TOKEN", "1"))));
    anna.sync().push();
  }

  private Colleague named(String seed, String name) {
    Colleague colleague = new Colleague(place.resolve(seed), seed, name, server);
    colleague.shop = anna.shop;
    return colleague;
  }

  private int epoch() {
    String head = anna.shop.versions.get(anna.shop.versions.size() - 1).encryptedBlob();
    return Envelope.parse(head).manifest().epoch();
  }

  private Member.Status status(Colleague who) {
    return anna.membership().member(who.account).orElseThrow().status();
  }

  /** The event alone, as an interruption leaves it. */
  private void removedWithoutNewKeys(Colleague who) {
    anna.organisation().append(new MembershipEvent.Removed(who.account, List.of()));
  }

  private void refusesAndChangesNothing(String named, String... mentioned) {
    int events = server.length();
    int epoch = epoch();
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> anna.members().remove(named))
        .withMessageContainingAll(mentioned);
    assertThat(server.length()).isEqualTo(events);
    assertThat(epoch()).isEqualTo(epoch);
  }

  @Test
  void remove_endsTheMembershipThatThereIs_notTheOneThatWas() {
    anna.members().remove(BOB);
    anna.letIn(second, Role.DEVELOPER);
    int epoch = epoch();
    Removal removal = anna.members().remove(BOB);
    assertThat(removal.member().account()).isEqualTo(second.account);
    assertThat(status(second)).isEqualTo(Member.Status.REMOVED);
    assertThat(epoch()).isEqualTo(epoch + 1);
  }

  @Test
  void remove_again_isOfTheNewest_andEndsNothingMore() {
    anna.members().remove(BOB);
    anna.letIn(second, Role.DEVELOPER);
    anna.members().remove(BOB);
    int events = server.length();
    int epoch = epoch();
    assertThat(anna.members().remove(BOB).member().account()).isEqualTo(second.account);
    assertThat(server.length()).isEqualTo(events);
    assertThat(epoch()).isEqualTo(epoch);
  }

  @Test
  void remove_ofAnotherWhileTheFirstHasAKey_isRefused_untilAnIdSaysWho() {
    removedWithoutNewKeys(first);
    anna.letIn(second, Role.DEVELOPER);
    refusesAndChangesNothing(BOB, first.account, second.account);

    int epoch = epoch();
    int events = server.length();
    assertThat(anna.members().remove(first.account).member().account()).isEqualTo(first.account);
    assertThat(server.length()).as("ends no membership").isEqualTo(events);
    assertThat(epoch()).isEqualTo(epoch + 1);
    assertThat(status(second)).isEqualTo(Member.Status.ACTIVE);

    anna.members().remove(BOB);
    assertThat(status(second)).isEqualTo(Member.Status.REMOVED);
  }

  @Test
  void remove_ofTwoWhoAreGoneAndHaveAKey_isRefused() {
    removedWithoutNewKeys(first);
    anna.letIn(second, Role.DEVELOPER);
    removedWithoutNewKeys(second);
    refusesAndChangesNothing(BOB, first.account, second.account);
  }

  /** A server that calls somebody as an account is must not have that one removed. */
  @Test
  void remove_byId_meansTheAccount_whoeverIsCalledSo() {
    anna.members().remove(BOB);
    Colleague liar = named("liar", first.account);
    anna.letIn(liar, Role.DEVELOPER);
    int events = server.length();
    assertThat(anna.members().remove(first.account).member().account()).isEqualTo(first.account);
    assertThat(server.length()).isEqualTo(events);
    assertThat(status(liar)).isEqualTo(Member.Status.ACTIVE);
  }

  /** As the warnings of a removal that is left to do have it. */
  @Test
  void remove_ofWhoWaitsToComeBack_doesTheRest_andLeavesTheInvitation() {
    removedWithoutNewKeys(first);
    first.accept(anna.invite(Role.DEVELOPER));
    assertThat(status(first)).isEqualTo(Member.Status.JOINED);
    int events = server.length();
    int epoch = epoch();
    Removal rest = anna.members().remove(first.account);
    assertThat(rest.vaults()).hasSize(1).allMatch(step -> step.failure() == null);
    assertThat(epoch()).isEqualTo(epoch + 1);
    assertThat(server.length()).isEqualTo(events);
    assertThat(status(first)).isEqualTo(Member.Status.JOINED);
    assertThat(anna.members().remove(BOB).member().account()).isEqualTo(first.account);
  }

  @Test
  void remove_ofWhoWaitsForTheFirstTime_isRefused() {
    anna.members().remove(BOB);
    second.accept(anna.invite(Role.READER));
    refusesAndChangesNothing(second.account, second.account);
    assertThat(anna.members().remove(BOB).member().account()).isEqualTo(first.account);
    assertThat(status(second)).isEqualTo(Member.Status.JOINED);
  }
}
