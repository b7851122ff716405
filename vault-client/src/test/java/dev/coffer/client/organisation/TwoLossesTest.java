package dev.coffer.client.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.declaration.Unfinished;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.client.sync.Forgery;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.wire.vault.PushVault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two members are removed, neither with a new key for the vault, and one who may write a part of it
 * goes on from it after the first: whose keys are to end stays known.
 */
class TwoLossesTest {
  private static final EnvironmentName STAGING = new EnvironmentName("staging");

  @TempDir Path place;
  private FakeOrganisations server;
  private Colleague anna;

  /** Has seen no version. */
  private Colleague eve;

  private Colleague bob;
  private Colleague carol;
  private Colleague dave;

  @BeforeEach
  void aVaultThatDaveMayWriteAPartOf() {
    server = new FakeOrganisations();
    anna = new Colleague(place, "anna", server);
    anna.organisations().create(new OrganisationName("acme"));
    eve = member("eve", Role.ADMIN);
    bob = member("bob", Role.DEVELOPER);
    carol = member("carol", Role.DEVELOPER);
    dave = member("dave", Role.DEVELOPER);
    anna.members().grant("dave", Role.DEVELOPER, Access.ALL.granting(STAGING, true));
    set(anna, "1");
    dave.sync().pull(Resolution.OURS);
  }

  private Colleague member(String name, Role role) {
    Colleague member = new Colleague(place, name, server);
    member.shop = anna.shop;
    anna.letIn(member, role);
    return member;
  }

  private static void set(Colleague who, String value) {
    who.organisation()
        .vaults()
        .store()
        .update(
            Colleague.VAULT,
            local -> local.editing(local.working().with(STAGING, Map.of("TOKEN", value))));
    who.sync().push();
  }

  /** The event alone, as an interruption leaves it. */
  private ChainPosition removed(Colleague who) {
    anna.organisation().append(new MembershipEvent.Removed(who.account, List.of()));
    return anna.membership().head().orElseThrow();
  }

  private Envelope newest() {
    return Envelope.parse(anna.shop.versions.get(anna.shop.versions.size() - 1).encryptedBlob());
  }

  private void plant(Envelope envelope) {
    int before = anna.shop.versions.size();
    anna.shop.versions.add(
        new PushVault(envelope.format(), null, before, null, null, null, "coffer/1", List.of()));
  }

  private Unfinished left(Colleague who) {
    SealedFolder memory =
        new SealedFolder(
            place.resolve("memory of " + who.name), who.machine.storeKey(), new SecureRandom());
    return Unfinished.in(who.membership(), who::shared, memory);
  }

  private void refuses(Colleague who) {
    int before = who.organisation().vaults().store().read(Colleague.VAULT).version();
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> who.sync().pull(Resolution.OURS))
        .withMessageContaining("a key that somebody without access knows");
    assertThat(who.organisation().vaults().store().read(Colleague.VAULT).version())
        .isEqualTo(before);
    assertThat(left(who).of(bob.account)).containsExactly("shop");
    assertThat(left(who).of(carol.account)).containsExactly("shop");
  }

  @Test
  void aVersionThatNamesTheFirst_andKeepsTheKey_isRefused_andBothAreLeft() {
    ChainPosition first = removed(bob);
    removed(carol);
    plant(new Forgery(newest(), dave.identity).chain(first).envelope());
    refuses(anna);
    refuses(eve);
  }

  @Test
  void aVersionFromBeforeBoth_isTaken_andBothAreLeft() {
    set(dave, "by dave");
    removed(bob);
    removed(carol);
    anna.sync().pull(Resolution.OURS);
    eve.sync().pull(Resolution.OURS);
    assertThat(left(eve).of(bob.account)).containsExactly("shop");
    assertThat(left(eve).of(carol.account)).containsExactly("shop");
    assertThat(eve.shared().followUp()).allMatch(step -> step.failure() == null);
    assertThat(left(eve).vaults()).isEmpty();
  }

  @Test
  void aVersionUnderTheNewKey_afterTheFirst_isTaken_andTheSecondIsLeft() {
    removed(bob);
    assertThat(anna.shared().followUp()).allMatch(step -> step.failure() == null);
    dave.sync().pull(Resolution.OURS);
    set(dave, "by dave");
    removed(carol);
    eve.sync().pull(Resolution.OURS);
    assertThat(left(eve).of(bob.account)).isEmpty();
    assertThat(left(eve).of(carol.account)).containsExactly("shop");
  }
}
