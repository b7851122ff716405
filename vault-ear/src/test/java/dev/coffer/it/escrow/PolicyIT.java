package dev.coffer.it.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.TestEscrow;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.PolicyView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A policy, its event and what is escrowed for it are there together, or none of them is. */
final class PolicyIT extends PolicyRequests {
  @ParameterizedTest
  @EnumSource(Running.class)
  void set_withItsKeys_201AndListed(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    TrustPolicy policy = TestEscrow.policy(vault.id(), "default", "later");
    Answer answer = set(person, vault.id(), policy, vault.escrow().keys(policy)).require(201);
    assertThat(answer.json().get("sequence").getAsLong()).isEqualTo(1);
    assertThat(person.device().chain().policies().of(vault.id())).containsExactly(policy);
    PolicyView view = policies(person, vault.id()).get(0);
    assertThat(view.policyId()).isEqualTo(policy.id().value());
    assertThat(view.environments()).containsExactly("default", "later");
    assertThat(view.escrowed()).containsExactly("default", "later");
    assertThat(view.epoch()).isEqualTo(1);
    assertThat(view.pullsToday()).isZero();
    assertThat(view.source()).isEqualTo("chain");
    AuditEntry entry = newest(person);
    assertThat(entry.action()).isEqualTo("policy_set");
    assertThat(entry.vaultId()).isEqualTo(vault.id().value());
    assertThat(entry.metadata())
        .contains(policy.id().value(), "\"acme/api\"", "\"default later\"", "\"sequence\":1");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void setAgain_otherEnvironments_replacesPolicyAndKeys(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    TrustPolicy policy = TestEscrow.policy(vault.id(), "default", "later");
    set(person, vault.id(), policy, vault.escrow().keys(policy)).require(201);
    TrustPolicy other = TestEscrow.policy(vault.id(), "default");
    TrustPolicy narrower =
        new TrustPolicy(
            policy.id(), vault.id(), other.origin(), other.conditions(), other.release());
    set(person, vault.id(), narrower, vault.escrow().keys(narrower)).require(201);
    assertThat(policies(person, vault.id()))
        .singleElement()
        .satisfies(view -> assertThat(view.escrowed()).containsExactly("default"));
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void remove_200AndNothingEscrowedIsLeft(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    TrustPolicy policy = TestEscrow.policy(vault.id(), "default");
    set(person, vault.id(), policy, vault.escrow().keys(policy)).require(201);
    remove(person, vault.id(), policy.id()).require(201);
    assertThat(policies(person, vault.id())).isEmpty();
    assertThat(newest(person).action()).isEqualTo("policy_removed");
    assertThat(newest(person).vaultId()).isEqualTo(vault.id().value());
    // Setting it again would not bring the old keys back.
    String before = state(person, vault);
    refused(set(person, vault.id(), policy, List.of()), 409, "recipients_conflict");
    refused(remove(person, vault.id(), policy.id()), 409, "chain_event_refused");
    assertThat(state(person, vault)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void set_otherKeysThanItsOwn_409AndUnchanged(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    TrustPolicy policy = TestEscrow.policy(vault.id(), "default", "later");
    List<String> good = vault.escrow().keys(policy);
    EscrowPublicKey current = TestEscrow.current(person.api());
    EnvironmentName other = new EnvironmentName("other");
    String extra = vault.escrow().key(policy.id(), other, current).format();
    String twice = vault.escrow().key(policy.id(), new EnvironmentName("later"), current).format();
    String before = state(person, vault);
    Answer missing = set(person, vault.id(), policy, good.subList(0, 1));
    refused(missing, 409, "recipients_conflict");
    assertThat(missing.problem().missing()).containsExactly(policy.id() + " environment later");
    Answer unexpected = set(person, vault.id(), policy, List.of(good.get(0), good.get(1), extra));
    refused(unexpected, 409, "recipients_conflict");
    assertThat(unexpected.problem().unexpected())
        .containsExactly(policy.id() + " environment other");
    refused(
        set(person, vault.id(), policy, List.of(good.get(0), good.get(1), twice)),
        409,
        "recipients_conflict");
    refused(
        set(person, vault.id(), policy, vault.escrow().ofEpoch(2).keys(policy)),
        409,
        "recipients_conflict");
    EscrowPublicKey foreign = TestEscrow.foreign();
    List<String> elsewhere =
        policy.release().environments().stream()
            .map(name -> vault.escrow().key(policy.id(), name, foreign).format())
            .toList();
    refused(set(person, vault.id(), policy, elsewhere), 409, "recipients_conflict");
    assertThat(state(person, vault)).isEqualTo(before);
    set(person, vault.id(), policy, good).require(201);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void set_keysOfAnotherVaultOrAuthorOrMalformed_422AndUnchanged(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    Person second = person.again();
    second.device().register();
    person.device().approve(second.device());
    LocalVault vault = pushed(person);
    LocalVault elsewhere = pushed(person);
    TrustPolicy policy = TestEscrow.policy(vault.id(), "default");
    TrustPolicy moved =
        new TrustPolicy(
            policy.id(), elsewhere.id(), policy.origin(), policy.conditions(), policy.release());
    String before = state(person, vault);
    for (List<String> keys :
        List.of(
            elsewhere.escrow().keys(moved),
            vault.escrow().by(second.device()).keys(policy),
            List.of("no note"),
            List.of(offTheCurve(person, vault, policy)))) {
      refused(set(person, vault.id(), policy, keys), 422, "envelope_refused");
    }
    assertThat(state(person, vault)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void set_forAnotherVaultThanThePathNames_409AndUnchanged(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    LocalVault elsewhere = pushed(person);
    TrustPolicy policy = TestEscrow.policy(elsewhere.id(), "default");
    List<String> keys = elsewhere.escrow().keys(policy);
    String before = state(person, vault) + state(person, elsewhere);
    refused(set(person, vault.id(), policy, keys), 409, "chain_event_refused");
    assertThat(state(person, vault) + state(person, elsewhere)).isEqualTo(before);
    set(person, elsewhere.id(), policy, keys).require(201);
    before = state(person, vault) + state(person, elsewhere);
    refused(remove(person, vault.id(), policy.id()), 409, "chain_event_refused");
    assertThat(state(person, vault) + state(person, elsewhere)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void set_vaultThatIsNotThereOrInFormatLpm_refusedAndUnchanged(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    VaultId lpm = new VaultId("lpm" + UUID.randomUUID());
    String sealed = "A".repeat(16) + ":" + "A".repeat(24);
    String wrapped = "A".repeat(16) + ":" + "A".repeat(64);
    person
        .api()
        .post(
            "/api/vaults/" + lpm + "/sync",
            new PushVault(sealed, wrapped, null, null, null, null, null, null))
        .require(200);
    VaultId absent = new VaultId("v" + UUID.randomUUID());
    LocalVault vault = pushed(person);
    String before = state(person, vault);
    for (VaultId id : List.of(lpm, absent)) {
      TrustPolicy policy = TestEscrow.policy(id, "default");
      TestEscrow escrow = vault.escrow();
      TestEscrow there = new TestEscrow(id, 1, escrow.vaultKey(), escrow.author());
      refused(
          set(person, id, policy, there.keys(policy)),
          id.equals(lpm) ? 409 : 404,
          id.equals(lpm) ? "vault_format_conflict" : "not_found");
    }
    assertThat(state(person, vault)).isEqualTo(before);
    person.api().get(route(absent)).require(404);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void policyEvents_onThePlainRoutes_409WithAHintAndUnchanged(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    TrustPolicy policy = TestEscrow.policy(vault.id(), "default");
    String before = state(person, vault);
    Answer answer = person.device().append(new ChainEvent.PolicySet(policy));
    refused(answer, 409, "chain_event_refused");
    assertThat(answer.problem().hint()).contains("/oidc/policies");
    assertThat(state(person, vault)).isEqualTo(before);
    TestOrganisation organisation = TestOrganisation.of(where.people());
    long length = organisation.membership().length();
    Answer shared = organisation.owner().append(new MembershipEvent.PolicySet(policy));
    refused(shared, 409, "chain_event_refused");
    assertThat(shared.problem().hint()).contains("/oidc/policies");
    assertThat(organisation.membership().length()).isEqualTo(length);
    // And the policies' route takes no other events.
    String revoked =
        person.device().signed(new ChainEvent.Revoked(person.device().keyId(), List.of())).format();
    refused(
        person.api().post(route(vault.id()), new ChangePolicy(revoked, List.of())),
        400,
        "malformed_request");
    assertThat(state(person, vault)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void set_byAScriptOrAnotherDevicesEvent_refusedAndUnchanged(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    Person unbound = person.again();
    TrustPolicy policy = TestEscrow.policy(vault.id(), "default");
    ChangePolicy change = change(person.device(), policy, vault.escrow().keys(policy));
    Person second = person.again();
    second.device().register();
    Person stranger = where.people().joinWithDevice();
    String before = state(person, vault);
    refused(unbound.api().post(route(vault.id()), change), 403, "device_not_approved");
    refused(second.api().post(route(vault.id()), change), 403, "device_not_approved");
    refused(stranger.api().post(route(vault.id()), change), 409, "chain_event_refused");
    assertThat(state(person, vault)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_newEpoch_escrowsExactlyWhatIsDue(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    TrustPolicy policy = TestEscrow.policy(vault.id(), "default");
    set(person, vault.id(), policy, vault.escrow().keys(policy)).require(201);
    PushVault same = vault.seal(Map.of("KEY", "2"));
    String before = state(person, vault);
    refused(
        person.api().post(vault.route(), TestEscrow.with(same, vault.escrow().keys(policy))),
        409,
        "recipients_conflict");
    vault.rotate();
    PushVault push = vault.seal(Map.of("KEY", "3"));
    TrustPolicy unknown = TestEscrow.policy(vault.id(), "default");
    for (List<String> keys :
        List.of(
            List.<String>of(),
            vault.escrow().keys(unknown),
            vault.escrow().ofEpoch(1).keys(policy))) {
      refused(
          person.api().post(vault.route(), TestEscrow.with(push, keys)),
          409,
          "recipients_conflict");
    }
    assertThat(state(person, vault)).isEqualTo(before);
    PushVault good = TestEscrow.with(push, vault.escrow().keys(policy));
    person.api().post(vault.route(), good).require(200);
    vault.accept(good);
    assertThat(policies(person, vault.id()))
        .singleElement()
        .satisfies(
            view -> {
              assertThat(view.epoch()).isEqualTo(2);
              assertThat(view.escrowed()).containsExactly("default");
            });
  }

  private static String offTheCurve(Person person, LocalVault vault, TrustPolicy policy)
      throws IOException {
    EscrowPublicKey current = TestEscrow.current(person.api());
    EscrowedKey key =
        vault.escrow().key(policy.id(), policy.release().environments().get(0), current);
    byte[] sealed = key.sealed().toArray();
    sealed[40] ^= 1;
    return EscrowedKey.sign(key.context(), Bytes.of(sealed), person.device().identity()).format();
  }

  private static Answer remove(Person person, VaultId vault, PolicyId policy) throws IOException {
    String event = person.device().signed(new ChainEvent.PolicyRemoved(policy)).format();
    return person.api().post(route(vault), new ChangePolicy(event, null));
  }

  private static AuditEntry newest(Person person) throws IOException {
    List<AuditEntry> audit = AuditTrail.verified(person);
    return audit.get(audit.size() - 1);
  }
}
