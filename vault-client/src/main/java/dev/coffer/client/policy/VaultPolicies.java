package dev.coffer.client.policy;

import dev.coffer.client.ClientException;
import dev.coffer.client.payload.PayloadRules;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.Policies.Standing;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.PolicyView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The trust policies of one vault. Rules are taken from the verified chain alone; what the server
 * says beside them is shown and never believed. A change is one request: its event and what is
 * escrowed for it are stored together or not at all.
 */
public final class VaultPolicies {
  private static final int ATTEMPTS = 5;
  private static final int CONFLICT = 409;

  private final VaultId vault;
  private final VaultStore store;
  private final VaultRemote remote;
  private final PayloadRules rules;
  private final PolicyChain chain;

  public VaultPolicies(
      VaultId vault, VaultStore store, VaultRemote remote, PayloadRules rules, PolicyChain chain) {
    this.vault = vault;
    this.store = store;
    this.remote = remote;
    this.rules = rules;
    this.chain = chain;
  }

  /** Id of the vault's owner, which a CI job can name. */
  public String owner() {
    return chain.owner();
  }

  /** What became of a policy that was to stand. */
  public enum Outcome {
    CREATED,
    UPDATED,
    UNCHANGED
  }

  /** The newest version of the vault, verified and opened, as a policy would make it readable. */
  public AcceptedVersion head() {
    LocalVault local = store.read(vault);
    return rules.accept(local, pulled(local));
  }

  /**
   * {@code policy}, or the one with the very same rules that stands already, so that asking twice
   * makes no second one.
   */
  public TrustPolicy settled(TrustPolicy policy) {
    return chain.current().policies().of(vault).stream()
        .filter(standing -> isSame(standing, policy))
        .findFirst()
        .orElse(policy);
  }

  private static boolean isSame(TrustPolicy one, TrustPolicy other) {
    return one.origin().equals(other.origin())
        && one.conditions().equals(other.conditions())
        && one.release().equals(other.release());
  }

  /**
   * Makes {@code policy} stand, in place of what its id stood for, and escrows the keys of its
   * environments in the vault's epoch. When the answer is lost, what became of it is looked up;
   * when others change the chain or the vault first, it is done again on top of that.
   *
   * @throws ClientException.Refused when this account or device may not; nothing was changed
   */
  public Outcome set(TrustPolicy policy) {
    Optional<TrustPolicy> before = standing(policy.id());
    if (before.equals(Optional.of(policy)) && isEscrowed(policy)) {
      return Outcome.UNCHANGED;
    }
    change(
        () -> Base.of(chain, pulled(store.read(vault))),
        base -> escrowed(base.head().orElseThrow(), policy),
        () -> standing(policy.id()).equals(Optional.of(policy)) && isEscrowed(policy));
    return before.isPresent() ? Outcome.UPDATED : Outcome.CREATED;
  }

  private void escrowed(Pulled head, TrustPolicy policy) {
    LocalVault local = store.read(vault);
    rules.accept(local, head);
    List<String> keys = rules.escrowedKeys(local, head, EscrowGrant.due(List.of(policy)));
    chain.set(policy, event -> remote.changePolicy(vault, new ChangePolicy(event.format(), keys)));
  }

  /**
   * Ends that a policy stands; the server forgets what was escrowed for it.
   *
   * @throws ClientException.NotFound when it does not stand
   */
  public void remove(PolicyId id) {
    change(
        () -> Base.of(chain, null),
        base -> {
          requireStanding(id);
          chain.remove(
              id, event -> remote.changePolicy(vault, new ChangePolicy(event.format(), null)));
        },
        () -> standing(id).isEmpty());
  }

  private void requireStanding(PolicyId id) {
    if (standing(id).isEmpty()) {
      throw notFound("the vault has no policy " + id.shortForm());
    }
  }

  private Optional<TrustPolicy> standing(PolicyId id) {
    return chain.current().policies().find(id).map(Standing::policy).filter(this::isHere);
  }

  private boolean isHere(TrustPolicy policy) {
    return policy.vault().equals(vault);
  }

  private boolean isEscrowed(TrustPolicy policy) {
    return views().stream()
        .filter(view -> policy.id().value().equals(view.policyId()))
        .anyMatch(view -> PolicyEntry.isEscrowed(policy, view));
  }

  /** What a change is made on top of; the head where it needs one. */
  private record Base(Optional<Pulled> head, Optional<ChainPosition> chain) {
    static Base of(PolicyChain chain, Pulled head) {
      return new Base(Optional.ofNullable(head), chain.current().head());
    }
  }

  private void change(Supplier<Base> bases, Consumer<Base> attempt, BooleanSupplier done) {
    for (int tries = 1; ; tries++) {
      Base base = bases.get();
      try {
        attempt.accept(base);
        return;
      } catch (ClientException.Refused e) {
        if (tries == ATTEMPTS || e.status() != CONFLICT || !hasMoved(base)) {
          throw e;
        }
      } catch (ClientException.Unreachable e) {
        if (!arrived(e, done)) {
          throw e;
        }
        return;
      }
    }
  }

  /** Whether others changed something meanwhile, so that another try is another request. */
  private boolean hasMoved(Base base) {
    return !chain.current().head().equals(base.chain())
        || base.head()
            .filter(head -> remote.pull(vault, Optional.ofNullable(head.etag())).isPresent())
            .isPresent();
  }

  /** Whether the change was stored though its answer was lost. */
  private static boolean arrived(ClientException.Unreachable lost, BooleanSupplier done) {
    try {
      return done.getAsBoolean();
    } catch (ClientException.Unreachable e) {
      lost.addSuppressed(e);
      return false;
    }
  }

  private Pulled pulled(LocalVault local) {
    try {
      return remote.pull(vault, Optional.empty()).orElseThrow();
    } catch (ClientException.Refused e) {
      if (e.code().equals(Problem.NOT_FOUND.code()) && local.version() == 0) {
        throw new ClientException.NotFound(
            "the server does not have this vault yet", "run 'coffer push' first");
      }
      throw e;
    }
  }

  /** All policies: those of the verified chain by id, then those that only the server has. */
  public List<PolicyEntry> all() {
    Map<String, PolicyView> served = new LinkedHashMap<>();
    views().forEach(view -> served.put(view.policyId(), view));
    Map<KeyId, String> names = new HashMap<>(); // each takes the whole chain
    List<PolicyEntry> entries = new ArrayList<>();
    for (Standing standing : chain.current().policies().all()) {
      if (isHere(standing.policy())) {
        PolicyView view = served.remove(standing.policy().id().value());
        String author = names.computeIfAbsent(standing.author(), chain::nameOf);
        entries.add(PolicyEntry.of(standing, author, view));
      }
    }
    served.values().forEach(view -> entries.add(PolicyEntry.ofServer(view)));
    return List.copyOf(entries);
  }

  private List<PolicyView> views() {
    List<PolicyView> views = remote.policies(vault).policies();
    return views == null ? List.of() : views;
  }

  /** Those that stand by what this machine has verified before; no server is asked. */
  public List<TrustPolicy> known() {
    return chain.known().map(roster -> roster.policies().of(vault)).orElse(List.of());
  }

  /**
   * The policy whose id starts with {@code start}.
   *
   * @throws ClientException.NotFound unless there is exactly one
   */
  public PolicyEntry find(String start) {
    List<PolicyEntry> found = all().stream().filter(entry -> entry.id().startsWith(start)).toList();
    if (start.isEmpty() || found.size() != 1) {
      throw notFound(
          found.isEmpty() || start.isEmpty()
              ? "no policy of the vault has this id"
              : "several policies' ids start like this");
    }
    return found.get(0);
  }

  private static ClientException notFound(String what) {
    return new ClientException.NotFound(what, "'coffer oidc list' shows the vault's policies");
  }
}
