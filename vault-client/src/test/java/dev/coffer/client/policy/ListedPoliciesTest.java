package dev.coffer.client.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.policy.PolicyEntry.Concern;
import dev.coffer.client.sync.SyncMachine;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.PolicyView;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is said of the policies that stand, by the chain and by the server. */
class ListedPoliciesTest extends PolicyCase {
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
