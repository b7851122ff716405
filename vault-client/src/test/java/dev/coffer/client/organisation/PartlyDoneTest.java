package dev.coffer.client.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.organisation.Members.Removal;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be done is told beside what was, and keeps nothing else from being done. */
class PartlyDoneTest {
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final VaultId WEB = new VaultId("web");
  private static final String SHOP = "shop";

  @TempDir Path place;
  private FakeOrganisations server;
  private Colleague anna;
  private Colleague bob;

  @BeforeEach
  void anOrganisationWithAVault() {
    server = new FakeOrganisations();
    anna = new Colleague(place, "anna", server);
    bob = new Colleague(place, "bob", server);
    bob.shop = anna.shop;
    anna.organisations().create(new OrganisationName("acme"));
    anna.letIn(bob, Role.DEVELOPER);
    edit(Colleague.VAULT);
    anna.sync().push();
  }

  private void edit(VaultId vault) {
    anna.organisation()
        .vaults()
        .store()
        .update(vault, local -> local.editing(local.working().with(STAGING, Map.of("TOKEN", "1"))));
  }

  private int epoch() {
    String head = anna.shop.versions.get(anna.shop.versions.size() - 1).encryptedBlob();
    return Envelope.parse(head).manifest().epoch();
  }

  private void listed(String vault, String format) {
    anna.shop.alsoListed.add(new VaultSummary(vault, 1, null, null, format));
  }

  /** The event alone, as an interruption leaves it. */
  private void bobIsRemovedWithoutNewKeys() {
    anna.organisation().append(new MembershipEvent.Removed(bob.account, List.of()));
  }

  private static String failure(List<Step> steps, String vault) {
    return steps.stream()
        .filter(step -> step.vault().equals(vault))
        .findFirst()
        .orElseThrow()
        .failure();
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(place.resolve("anna"))) {
      return files.filter(file -> file.toString().endsWith(".sealed")).collect(Collectors.toSet());
    }
  }

  /** Of a vault that is listed as lpm, for the profile may have a version in the other format. */
  private void aDamagedCopyOfWeb() throws IOException {
    listed(WEB.value(), "lpm");
    Set<Path> before = files();
    edit(WEB);
    Set<Path> made = files();
    made.removeAll(before);
    assertThat(made).hasSize(1);
    Files.writeString(made.iterator().next(), "something else");
  }

  @Test
  void aDamagedCopy_ofAVaultInAnotherFormat_isTold_andTheOthersGetTheirKeys() throws IOException {
    aDamagedCopyOfWeb();
    bobIsRemovedWithoutNewKeys();
    int epoch = epoch();
    List<Step> steps = anna.shared().followUp();
    assertThat(steps).extracting(Step::vault).containsExactlyInAnyOrder(SHOP, WEB.value());
    assertThat(failure(steps, SHOP)).isNull();
    assertThat(failure(steps, WEB.value())).contains("damaged");
    assertThat(epoch()).isEqualTo(epoch + 1);
    assertThat(failure(anna.organisation().vaults().every().shareKeys(), SHOP)).isNull();
  }

  /** Nothing shows that it has its new key. */
  @Test
  void aDamagedCopy_ofAVaultInAnotherFormat_isLeft() throws IOException {
    aDamagedCopyOfWeb();
    bobIsRemovedWithoutNewKeys();
    assertThat(anna.shared().madeAfter(vault -> true))
        .containsOnlyKeys(Colleague.VAULT, WEB)
        .containsEntry(WEB, -1L);
  }

  @Test
  void aVaultInAnotherFormat_thatThisProfileNeverHad_isNone() {
    listed(WEB.value(), "lpm");
    bobIsRemovedWithoutNewKeys();
    assertThat(anna.shared().followUp()).extracting(Step::vault).containsExactly(SHOP);
  }

  /** The event names the newest versions, and this machine does not know that one. */
  @Test
  void aDamagedCopy_refusesARemoval_beforeAnythingIsChanged() throws IOException {
    aDamagedCopyOfWeb();
    int events = server.length();
    int epoch = epoch();
    assertThatExceptionOfType(ClientException.LocalStore.class)
        .isThrownBy(() -> anna.members().remove("bob"))
        .withMessageContaining("damaged");
    assertThat(server.length()).isEqualTo(events);
    assertThat(epoch()).isEqualTo(epoch);
  }

  private AuditPage refusesTheLog() {
    throw new ClientException.Refused(
        Problem.FORBIDDEN.status(), Problem.FORBIDDEN.code(), "no log for you", null, null);
  }

  @Test
  void whatCannotBeListed_hidesNoVaultWithoutItsKey() {
    listed("withheld", "coffer/1");
    anna.log = this::refusesTheLog;
    Removal removal = anna.members().remove("bob");
    assertThat(failure(removal.vaults(), SHOP)).isNull();
    assertThat(failure(removal.vaults(), "withheld")).contains("does not give it");
    assertThat(removal.untold()).contains("no log for you");
    assertThat(removal.exposures()).isEmpty();
  }

  @Test
  void whatCannotBeListed_isSaid_andTheRemovalIsDone() {
    bobIsRemovedWithoutNewKeys();
    anna.log = this::refusesTheLog;
    int epoch = epoch();
    Removal rest = anna.members().finish(bob.account);
    assertThat(rest.vaults()).hasSize(1).allMatch(step -> step.failure() == null);
    assertThat(rest.untold()).contains("no log for you");
    assertThat(epoch()).isEqualTo(epoch + 1);

    anna.log = WithAudit.EMPTY;
    Removal again = anna.members().remove(bob.account);
    assertThat(again.untold()).isEmpty();
    assertThat(again.exposures()).hasSize(1);
    assertThat(epoch()).isEqualTo(epoch + 1);
  }
}
