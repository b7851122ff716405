package dev.coffer.client.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.crypto.EscrowOpening;
import dev.coffer.client.crypto.SectionSealing;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.policy.PolicyEntry.Concern;
import dev.coffer.client.policy.VaultPolicies.Outcome;
import dev.coffer.client.sync.FakeVaults;
import dev.coffer.client.sync.SyncMachine;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.workload.PolicyView;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of an account's vault, and what is escrowed for them. */
class VaultPoliciesTest {
  private static final VaultId VAULT = SyncMachine.VAULT;

  @TempDir Path place;
  private final FakeDevices devices = new FakeDevices();
  private final FakeVaults server = new FakeVaults();
  private final TrustPolicy wanted = SamplePolicies.of(1, VAULT, "default", "staging");
  private SyncMachine a;

  @BeforeEach
  void aVault() {
    server.policies = devices::policies;
    server.chain = devices::append;
    a = new SyncMachine(place, "a", devices, server);
    a.machine.enrol();
    a.push("1");
  }

  private VaultPolicies policies(SyncMachine of) {
    ChainAuthor author = new ChainAuthor(of.machine.identity(), Clock.systemUTC());
    return policies(of, new AccountPolicyChain(of.machine.chain(), author));
  }

  private static VaultPolicies policies(SyncMachine of, PolicyChain chain) {
    SeenChain seen = new SeenChain(chain);
    return new VaultPolicies(VAULT, of.store, of.remote(), of.rules(seen::roster), seen);
  }

  private VaultPolicies policies() {
    return policies(a);
  }

  private List<TrustPolicy> standing() {
    return devices.policies().of(VAULT);
  }

  private EscrowedKey escrowed(TrustPolicy policy, String environment) {
    return server.escrow.get(new EscrowGrant(policy.id(), new EnvironmentName(environment)));
  }

  /** What a server that has the escrow key reads of the head's environment default. */
  private String readByEscrow(TrustPolicy policy) {
    Envelope head = Envelope.parse(server.versions.get(server.versions.size() - 1).encryptedBlob());
    EnvironmentName name = EnvironmentName.DEFAULT;
    int version = head.manifest().section(name).orElseThrow().version();
    return new SectionSealing(new SecureRandom())
        .open(
            server.escrowKey.open(escrowed(policy, name.value())),
            new SectionContext(VAULT, head.manifest().epoch(), name, version),
            head.sections().get(name))
        .get("KEY");
  }

  private SyncMachine second() {
    return another("b");
  }

  private SyncMachine another(String name) {
    SyncMachine other = new SyncMachine(place, name, devices, server);
    other.machine.enrol();
    devices.append(
        new ChainEvent.Approved(other.machine.identity().keys(), new DeviceName(name)), a.machine);
    other.machine.chain().pin(TrustedChain.verified(other.machine.chain().served()));
    return other;
  }

  @Test
  void set_isAnEventOfTheChain_andEscrowsExactlyItsEnvironments() {
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted);
    assertThat(a.machine.chain().known().orElseThrow().devices().policies().of(VAULT))
        .containsExactly(wanted);
    assertThat(server.escrow.keySet()).isEqualTo(EscrowGrant.due(List.of(wanted)));
    assertThat(escrowed(wanted, "default").author()).isEqualTo(a.machine.identity().keyId());
    assertThat(readByEscrow(wanted)).isEqualTo("1");
  }

  /** Its first variable will be pushed without a new escrow. */
  @Test
  void set_environmentThatTheVaultDoesNotHave_isEscrowedAsWell() {
    policies().set(wanted);
    EscrowedKey staging = escrowed(wanted, "staging");
    assertThat(staging.context().environment()).isEqualTo(new EnvironmentName("staging"));
    assertThat(server.escrowKey.open(staging)).isNotNull();
  }

  /** Who a device belongs to takes the whole chain: one look for each author, not each policy. */
  @Test
  void all_manyPoliciesOfOneAuthor_oneLookForItsName() {
    policies().set(wanted);
    policies().set(SamplePolicies.of(2, VAULT, "default"));
    CountedNames chain = new CountedNames(a);
    assertThat(policies(a, chain).all()).hasSize(2);
    assertThat(chain.asked).isEqualTo(1);
  }

  private static final class CountedNames implements PolicyChain {
    private final PolicyChain account;
    private int asked;

    CountedNames(SyncMachine of) {
      ChainAuthor author = new ChainAuthor(of.machine.identity(), Clock.systemUTC());
      this.account = new AccountPolicyChain(of.machine.chain(), author);
    }

    @Override
    public String nameOf(KeyId device) {
      asked++;
      return account.nameOf(device);
    }

    @Override
    public Roster current() {
      return account.current();
    }

    @Override
    public Optional<Roster> known() {
      return account.known();
    }

    @Override
    public Roster set(TrustPolicy policy, Consumer<Roster> before, Consumer<SignedNote> sending) {
      return account.set(policy, before, sending);
    }

    @Override
    public Roster remove(PolicyId id, Consumer<SignedNote> sending) {
      return account.remove(id, sending);
    }

    @Override
    public String owner() {
      return account.owner();
    }
  }

  /** What {@code act} asks the server, in order. */
  private List<String> requests(Runnable act) {
    devices.onChain(() -> server.asked.add("chain"));
    server.asked.clear();
    act.run();
    return List.copyOf(server.asked);
  }

  /** It was chain, pull, chain, chain, chain, escrow keys, chain, change policy. */
  @Test
  void set_ordinarily_asksForNothingThatTheServerChecks() {
    assertThat(requests(() -> policies().set(wanted)))
        .containsExactly("pull", "escrow keys", "change policy");
  }

  @Test
  void set_ofWhoHasAskedTheServerBefore_usesItsAnswer() {
    VaultPolicies policies = policies();
    assertThat(policies.server().keys()).isNotEmpty();
    assertThat(requests(() -> policies.set(wanted))).containsExactly("pull", "change policy");
    assertThat(readByEscrow(wanted)).isEqualTo("1");
  }

  /** What this machine has verified is older: the server's refusal, or the head, shows it. */
  @Test
  void set_chainMovedSinceThisMachineVerifiedIt_isDoneOnTopOfThat() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    TrustPolicy theirs = SamplePolicies.of(2, VAULT, "staging");
    policies(b).set(theirs);
    assertThat(requests(() -> assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED)))
        .containsExactly(
            "pull", "escrow keys", "change policy", "chain", "pull 304", "change policy");
    assertThat(standing()).containsExactly(wanted, theirs);
  }

  @Test
  void begin_takenSinceThisMachineVerifiedTheChain_isTaken_andTheirsStands() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    TrustPolicy theirs = SamplePolicies.of(1, VAULT, "staging");
    policies(b).set(theirs);
    assertThatThrownBy(() -> policies().begin(wanted, VaultPoliciesTest::taken))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessage("taken");
    assertThat(standing()).containsExactly(theirs);
  }

  /** {@code c} is not in the chain that this machine has verified. */
  @Test
  void set_headIsByADeviceThatIsNewHere_isVerifiedByTheNewestChain() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    SyncMachine c = new SyncMachine(place, "c", devices, server);
    c.machine.enrol();
    devices.append(
        new ChainEvent.Approved(c.machine.identity().keys(), new DeviceName("c")), b.machine);
    c.machine.chain().pin(TrustedChain.verified(c.machine.chain().served()));
    b.accountVaults().shareKeys();
    c.sync().rotateKey();
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(escrowed(wanted, "default").context().epoch()).isEqualTo(2);
    assertThat(readByEscrow(wanted)).isEqualTo("1");
  }

  @Test
  void set_anotherAfterIt_asksOnlyWhetherTheVaultIsAnother() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    for (int i = 2; i < 5; i++) {
      TrustPolicy next = SamplePolicies.of(i, VAULT, "default");
      assertThat(requests(() -> assertThat(kept.set(next)).isEqualTo(Outcome.CREATED)))
          .containsExactly("pull 304", "change policy");
    }
    TrustPolicy narrower = SamplePolicies.of(1, VAULT, "default");
    assertThat(requests(() -> assertThat(kept.set(narrower)).isEqualTo(Outcome.UPDATED)))
        .containsExactly("pull 304", "change policy");
    assertThat(standing()).hasSize(4).contains(narrower);
    assertThat(server.escrow.keySet()).isEqualTo(EscrowGrant.due(standing()));
  }

  @Test
  void set_whatStands_asksWhetherItStillDoes() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    assertThat(requests(() -> assertThat(kept.set(wanted)).isEqualTo(Outcome.UNCHANGED)))
        .containsExactly("chain", "policies");
  }

  @Test
  void remove_ofWhatThisMachineKnows_asksForNothingBefore() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    assertThat(requests(() -> kept.remove(wanted.id()))).containsExactly("change policy");
    kept.set(wanted);
    assertThat(requests(() -> policies().remove(wanted.id()))).containsExactly("change policy");
    assertThat(standing()).isEmpty();
  }

  private static ClientException.Refused denial() {
    Problem none = Problem.NOT_FOUND;
    return new ClientException.Refused(none.status(), none.code(), none.title(), null, null);
  }

  @Test
  void all_serverSaysThatThereIsNoVault_whatStandsByTheChainIsShown() {
    policies().set(wanted);
    server.denial = denial();
    PolicyEntry only = policies().all().get(0);
    assertThat(policies().all()).hasSize(1);
    assertThat(only.policy()).contains(wanted);
    assertThat(only.concerns()).extracting(Concern::id).containsExactly("unknown_to_server");
  }

  @Test
  void all_serverSaysThatThereIsNoVault_andNoneStands_isNotFound() {
    server.denial = denial();
    assertThatThrownBy(() -> policies().all()).isInstanceOf(ClientException.NotFound.class);
    server.denial = new ClientException.Refused(403, "forbidden", "no", null, null);
    assertThatThrownBy(() -> policies().all()).isSameAs(server.denial);
  }

  @Test
  void remove_serverSaysThatThereIsNoVault_isRefused_andThePolicyStands() {
    policies().set(wanted);
    server.denial = denial();
    assertThatThrownBy(() -> policies().remove(wanted.id())).isSameAs(server.denial);
    assertThat(standing()).containsExactly(wanted);
  }

  @Test
  void set_whatStoodWhenItWasSeenLast_andIsGone_standsAgain() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(wanted);
    policies(b).remove(wanted.id());
    assertThat(kept.set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted);
  }

  /** The device that wrote the head is not in the chain as it was seen last. */
  @Test
  void set_newDeviceHasWrittenTheHead_isVerifiedByTheNewestChain() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    b.sync().rotateKey();
    TrustPolicy next = SamplePolicies.of(2, VAULT, "default");
    assertThat(kept.set(next)).isEqualTo(Outcome.CREATED);
    assertThat(escrowed(next, "default").context().epoch()).isEqualTo(2);
    assertThat(readByEscrow(next)).isEqualTo("1");
  }

  private VaultPolicies thatSawASecondVersion() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(wanted);
    b.sync().pull(Resolution.REFUSE);
    b.push("2");
    kept.set(SamplePolicies.of(2, VAULT, "default"));
    return kept;
  }

  private void refusesTheHead(VaultPolicies kept, String reason) {
    List<TrustPolicy> before = standing();
    Map<EscrowGrant, EscrowedKey> escrow = Map.copyOf(server.escrow);
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> kept.set(SamplePolicies.of(3, VAULT, "default")))
        .withMessageContaining(reason);
    assertThat(standing()).isEqualTo(before);
    assertThat(server.escrow).isEqualTo(escrow);
  }

  /** This machine's copy is of the first version: only what was seen shows it. */
  @Test
  void set_serverSetsTheVaultBack_isRefused() {
    VaultPolicies kept = thatSawASecondVersion();
    server.versions.remove(1);
    refusesTheHead(kept, "sent version 1, but version 2 exists");
  }

  @Test
  void set_serverShowsAnotherEnvelopeOfTheVersion_isRefused() {
    VaultPolicies kept = thatSawASecondVersion();
    server.versions.remove(1);
    SyncMachine c = another("c");
    a.accountVaults().shareKeys();
    c.sync().pull(Resolution.REFUSE);
    c.push("another");
    refusesTheHead(kept, "two different envelopes of version 2");
  }

  /** Both looked while there was no policy of this id. */
  @Test
  void begin_somebodyElseHasBegunItMeanwhile_isTaken_andTheirsStands() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(SamplePolicies.of(2, VAULT, "default"));
    TrustPolicy theirs = SamplePolicies.of(1, VAULT, "staging");
    policies(b).begin(theirs, VaultPoliciesTest::taken);
    assertThatThrownBy(() -> kept.begin(wanted, VaultPoliciesTest::taken))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessage("taken");
    assertThat(standing()).contains(theirs).doesNotContain(wanted);
    assertThat(kept.begin(theirs, VaultPoliciesTest::taken)).isEqualTo(Outcome.UNCHANGED);
  }

  private static ClientException taken() {
    return new ClientException.Conflict("taken", "");
  }

  /** The server would take it: this machine signs on top of what the other process pinned. */
  @Test
  void begin_anotherProcessOfThisMachineHasBegunIt_isTaken_andTheirsStands() {
    VaultPolicies kept = policies();
    kept.set(SamplePolicies.of(2, VAULT, "default"));
    TrustPolicy theirs = SamplePolicies.of(1, VAULT, "staging");
    policies().begin(theirs, VaultPoliciesTest::taken);
    assertThatThrownBy(() -> kept.begin(wanted, VaultPoliciesTest::taken))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessage("taken");
    assertThat(standing()).contains(theirs).doesNotContain(wanted);
  }

  @Test
  void set_anotherProcessOfThisMachineSetAnother_bothStand() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    TrustPolicy theirs = SamplePolicies.of(2, VAULT, "staging");
    policies().set(theirs);
    TrustPolicy next = SamplePolicies.of(3, VAULT, "default");
    assertThat(requests(() -> assertThat(kept.set(next)).isEqualTo(Outcome.CREATED)))
        .containsExactly("pull 304", "change policy");
    assertThat(standing()).containsExactly(wanted, theirs, next);
  }

  /** What {@code b} wrote was believed, and nobody who revoked it has accepted it. */
  @Test
  void set_authorOfTheHeadWasRevokedSince_isRefusedAsByOneThatSeesItFirst() {
    VaultPolicies kept = thatSawASecondVersion();
    revokesTheAuthorOfTheHead();
    assertThatThrownBy(() -> policies().set(SamplePolicies.of(4, VAULT, "default")))
        .isInstanceOf(ClientException.Tampered.class);
    refusesTheHead(kept, "");
    refusesTheHead(kept, "");
  }

  private void revokesTheAuthorOfTheHead() {
    KeyId author = Envelope.parse(server.versions.get(1).encryptedBlob()).manifest().author();
    devices.append(new ChainEvent.Revoked(author, List.of()), a.machine);
    a.machine.chain().current();
  }

  /** Seen by nobody here yet: the server's refusal brings it. */
  @Test
  void set_authorOfTheHeadWasRevokedElsewhere_isRefused() {
    VaultPolicies kept = thatSawASecondVersion();
    KeyId author = Envelope.parse(server.versions.get(1).encryptedBlob()).manifest().author();
    devices.append(new ChainEvent.Revoked(author, List.of()), a.machine);
    refusesTheHead(kept, "");
  }

  @Test
  void set_somebodyElseWasRevoked_isDoneOnTopOfThat() {
    SyncMachine c = another("c");
    VaultPolicies kept = policies();
    kept.set(wanted);
    devices.append(new ChainEvent.Revoked(c.machine.identity().keyId(), List.of()), a.machine);
    a.machine.chain().current();
    TrustPolicy next = SamplePolicies.of(2, VAULT, "default");
    assertThat(kept.set(next)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted, next);
  }

  @Test
  void set_anotherProcessAcceptedALaterVersion_andTheServerSetsItBack_isRefused() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(wanted);
    b.sync().pull(Resolution.REFUSE);
    b.push("2");
    a.sync().pull(Resolution.REFUSE);
    server.versions.remove(1);
    refusesTheHead(kept, "version 2");
  }

  /** The one that was in the way when it was seen last is gone. */
  @Test
  void begin_whatStoodWhenItWasSeenLast_andIsGone_stands() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(SamplePolicies.of(1, VAULT, "staging"));
    policies(b).remove(wanted.id());
    assertThat(kept.begin(wanted, VaultPoliciesTest::taken)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted);
  }

  @Test
  void set_chainMovedSinceItWasSeen_isDoneOnTopOfThat() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(wanted);
    TrustPolicy theirs = SamplePolicies.of(2, VAULT, "staging");
    policies(b).set(theirs);
    TrustPolicy next = SamplePolicies.of(3, VAULT, "default");
    assertThat(requests(() -> assertThat(kept.set(next)).isEqualTo(Outcome.CREATED)))
        .containsExactly("pull 304", "change policy", "chain", "pull 304", "change policy");
    assertThat(standing()).containsExactly(wanted, theirs, next);
  }

  @Test
  void set_escrowKeyIsAnotherMeanwhile_isSealedToThatOne() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    EscrowOpening next = new EscrowOpening();
    server.escrowKeys = List.of(next.view());
    server.beforePolicy =
        () -> {
          throw new ClientException.Refused(
              409, Problem.RECIPIENTS_CONFLICT.code(), "another escrow key", null, null);
        };
    TrustPolicy second = SamplePolicies.of(2, VAULT, "default");
    assertThat(kept.set(second)).isEqualTo(Outcome.CREATED);
    assertThat(next.open(escrowed(second, "default"))).isNotNull();
  }

  @Test
  void set_revokedSinceItWasSeen_isRefusedAndNothingIsStored() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies(b);
    kept.set(wanted);
    a.accountVaults().revoke(b.machine.identity().keyId());
    int length = devices.length();
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> kept.set(SamplePolicies.of(2, VAULT, "default")));
    assertThat(devices.length()).isEqualTo(length);
    assertThat(standing()).containsExactly(wanted);
    assertThat(server.escrow.keySet()).isEqualTo(EscrowGrant.due(List.of(wanted)));
  }

  @Test
  void remove_goneSinceItWasSeen_isNotFound() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    policies().remove(wanted.id());
    int length = devices.length();
    assertThatExceptionOfType(ClientException.NotFound.class)
        .isThrownBy(() -> kept.remove(wanted.id()));
    assertThat(devices.length()).isEqualTo(length);
  }

  @Test
  void set_again_changesNothing() {
    policies().set(wanted);
    assertThat(policies().set(wanted)).isEqualTo(Outcome.UNCHANGED);
    assertThat(server.policyChanges).isEqualTo(1);
  }

  @Test
  void set_standsAndItsEscrowIsGone_escrowsAgain() {
    policies().set(wanted);
    server.escrow.clear();
    assertThat(policies().set(wanted)).isEqualTo(Outcome.UPDATED);
    assertThat(server.escrow.keySet()).isEqualTo(EscrowGrant.due(List.of(wanted)));
  }

  @Test
  void set_otherRulesUnderTheId_replacesThem_andForgetsWhatTheyOpened() {
    policies().set(wanted);
    TrustPolicy narrower = SamplePolicies.of(1, VAULT, "default");
    assertThat(policies().set(narrower)).isEqualTo(Outcome.UPDATED);
    assertThat(standing()).containsExactly(narrower);
    assertThat(escrowed(narrower, "staging")).isNull();
  }

  @Test
  void settled_sameRulesUnderAnotherId_isTheOneThatStands() {
    policies().set(wanted);
    TrustPolicy twin = SamplePolicies.of(2, VAULT, "default", "staging");
    assertThat(policies().settled(twin)).isEqualTo(wanted);
    TrustPolicy other = SamplePolicies.of(2, VAULT, "staging");
    assertThat(policies().settled(other)).isEqualTo(other);
  }

  @Test
  void set_anotherDeviceChangesTheChainMeanwhile_isDoneOnTopOfThat() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    TrustPolicy theirs = SamplePolicies.of(2, VAULT, "staging");
    server.beforePolicy = () -> policies(b).set(theirs);
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted, theirs);
    assertThat(server.policyChanges).as("mine, theirs, mine again").isEqualTo(3);
  }

  @Test
  void set_vaultGetsANewKeyMeanwhile_escrowsThatOne() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    server.beforePolicy = () -> b.sync().rotateKey();
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(escrowed(wanted, "default").context().epoch()).isEqualTo(2);
    assertThat(readByEscrow(wanted)).isEqualTo("1");
  }

  @Test
  void set_refusedForAnotherReason_isNotTriedAgain() {
    ClientException.Refused no =
        new ClientException.Refused(409, Problem.RECIPIENTS_CONFLICT.code(), "refused", null, null);
    server.chain =
        event -> {
          throw no;
        };
    int length = devices.length();
    assertThatExceptionOfType(ClientException.Refused.class)
        .isThrownBy(() -> policies().set(wanted))
        .isSameAs(no);
    assertThat(server.policyChanges).isEqualTo(1);
    assertThat(devices.length()).isEqualTo(length);
    assertThat(server.escrow).isEmpty();
    assertThat(a.machine.chain().known().orElseThrow().length()).isEqualTo(length);
  }

  @Test
  void set_answerLost_isFoundToHaveArrived() {
    server.losesPolicyAnswers = true;
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted);
    assertThat(server.policyChanges).isEqualTo(1);
  }

  @Test
  void set_requestLost_isSaidAndCanBeDoneAgain() {
    server.beforePolicy =
        () -> {
          throw new ClientException.Unreachable("the server does not answer", null, null);
        };
    assertThatExceptionOfType(ClientException.Unreachable.class)
        .isThrownBy(() -> policies().set(wanted));
    assertThat(standing()).isEmpty();
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted);
  }

  @Test
  void set_onADeviceThatIsNotApproved_isRefused() {
    SyncMachine b = second();
    a.accountVaults().revoke(b.machine.identity().keyId());
    assertThatExceptionOfType(ClientException.class).isThrownBy(() -> policies(b).set(wanted));
    assertThat(standing()).isEmpty();
    assertThat(server.escrow).isEmpty();
  }

  @Test
  void set_vaultThatTheServerDoesNotHave_isRefused() {
    SyncMachine b = second();
    server.versions.clear();
    assertThatExceptionOfType(ClientException.NotFound.class)
        .isThrownBy(() -> policies(b).set(wanted))
        .withMessageContaining("does not have this vault yet");
    assertThat(standing()).isEmpty();
  }

  @Test
  void remove_endsIt_andItsEscrow() {
    policies().set(wanted);
    policies().remove(wanted.id());
    assertThat(standing()).isEmpty();
    assertThat(server.escrow).isEmpty();
    assertThatExceptionOfType(ClientException.NotFound.class)
        .isThrownBy(() -> policies().remove(wanted.id()));
    assertThat(server.policyChanges).isEqualTo(2);
  }

  @Test
  void remove_answerLost_isFoundToHaveArrived() {
    policies().set(wanted);
    server.losesPolicyAnswers = true;
    policies().remove(wanted.id());
    assertThat(standing()).isEmpty();
  }

  @Test
  void remove_policyOfAnotherVault_isRefused() {
    TrustPolicy other = SamplePolicies.of(3, new VaultId("other"), "default");
    devices.append(new ChainEvent.PolicySet(other), a.machine);
    int length = devices.length();
    assertThatExceptionOfType(ClientException.NotFound.class)
        .isThrownBy(() -> policies().remove(other.id()));
    assertThat(devices.length()).isEqualTo(length);
    assertThat(policies().all()).isEmpty();
  }

  private List<String> concerns() {
    return policies().find(wanted.id().value()).concerns().stream().map(Concern::id).toList();
  }

  @Test
  void all_rulesByTheChain_useByTheServer() {
    policies().set(wanted);
    PolicyEntry entry = policies().find(wanted.id().value().substring(0, 30));
    assertThat(entry.policy()).contains(wanted);
    assertThat(entry.setBy()).contains("a");
    assertThat(entry.view().orElseThrow().epoch()).isEqualTo(1);
    assertThat(entry.concerns()).isEmpty();
  }

  @Test
  void all_serverHidesOrChangesOne_isSaid() {
    policies().set(wanted);
    server.views = honest -> null;
    assertThat(concerns()).containsExactly("unknown_to_server");
    server.views = honest -> view(honest.policyId(), "evil/shop", honest.escrowed(), "chain");
    assertThat(concerns()).containsExactly("server_differs");
    server.views = honest -> view(honest.policyId(), "acme/shop", List.of("default"), "chain");
    assertThat(concerns()).containsExactly("escrow_missing");
  }

  private static PolicyView view(
      String id, String repository, List<String> escrowed, String source) {
    return new PolicyView(
        id,
        "github",
        repository,
        null,
        null,
        List.of("default", "staging"),
        escrowed,
        1,
        null,
        0,
        source);
  }

  @Test
  void all_serverListsOneThatNobodySigned_isSaid() {
    policies().set(wanted);
    server.views = honest -> view("made up", "acme/shop", List.of(), "chain");
    assertThat(policies().all()).hasSize(2);
    assertThat(policies().find("made").concerns())
        .extracting(Concern::id)
        .containsExactly("not_in_chain");
    server.views = honest -> view("made up", "acme/shop", List.of(), "lpm");
    assertThat(policies().find("made").isOfLpm()).isTrue();
  }

  @Test
  void find_noneOrSeveral_isRefused() {
    policies().set(wanted);
    policies().set(SamplePolicies.of(2, VAULT, "staging"));
    assertThatExceptionOfType(ClientException.NotFound.class)
        .isThrownBy(() -> policies().find("0000"));
    assertThatExceptionOfType(ClientException.NotFound.class)
        .isThrownBy(() -> policies().find("ffff"));
    assertThatExceptionOfType(ClientException.NotFound.class).isThrownBy(() -> policies().find(""));
  }

  @Test
  void known_asksNoServer() {
    policies().set(wanted);
    int asked = server.requests;
    assertThat(policies().known()).containsExactly(wanted);
    assertThat(server.requests).isEqualTo(asked);
  }
}
