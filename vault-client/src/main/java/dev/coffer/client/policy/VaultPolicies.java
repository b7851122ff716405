package dev.coffer.client.policy;

import dev.coffer.client.ClientException;
import dev.coffer.client.payload.PayloadRules;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Policies.Standing;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.PolicyView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The trust policies of one vault. Rules are taken from the verified chain alone; what the server
 * says beside them is shown and never believed. A change is one request: its event and what is
 * escrowed for it are stored together or not at all. Whoever makes many changes keeps this, which
 * asks again for what may have changed alone. Not for use by several threads.
 */
public final class VaultPolicies {
  private final VaultId vault;
  private final VaultRemote remote;
  private final SeenChain chain;
  private final SeenHead head;
  private final PolicyAttempts attempts;

  /**
   * The policies of {@code vault}.
   *
   * @param rules by which its head is verified, with {@code chain}'s roster
   */
  public VaultPolicies(
      VaultId vault, VaultStore store, VaultRemote remote, PayloadRules rules, SeenChain chain) {
    this.vault = vault;
    this.remote = remote;
    this.chain = chain;
    this.head = new SeenHead(vault, store, remote, rules, chain);
    this.attempts = new PolicyAttempts(chain, head);
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
    chain.age();
    return head.opened();
  }

  /** The server's escrow keys, and whose tokens it takes, which are asked for anew. */
  public EscrowKeyList server() {
    return head.server();
  }

  /**
   * {@code policy}, or the one with the very same rules that stands already, so that asking twice
   * makes no second one.
   */
  public TrustPolicy settled(TrustPolicy policy) {
    chain.age();
    return chain.newest().policies().of(vault).stream()
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
    return stands(policy, now -> {});
  }

  /**
   * As {@link #set}, where its id stands for nothing else: of several who begin it with different
   * rules at the same time, one does.
   *
   * @param taken makes what is thrown where it stands for other rules; nothing was changed then
   */
  public Outcome begin(TrustPolicy policy, Supplier<? extends ClientException> taken) {
    return stands(policy, now -> requireFree(now, policy, taken));
  }

  /** {@code check} is asked before anything is sent, and again about what is signed on top of. */
  private Outcome stands(TrustPolicy policy, Consumer<Roster> check) {
    chain.age();
    if (standing(policy.id()).equals(Optional.of(policy)) && isDone(policy)) {
      return Outcome.UNCHANGED;
    }
    AtomicReference<Outcome> outcome = new AtomicReference<>();
    attempts.change(
        () -> {
          check.accept(chain.roster());
          outcome.set(standing(policy.id()).isPresent() ? Outcome.UPDATED : Outcome.CREATED);
          send(policy, check);
        },
        () -> isDone(policy));
    return outcome.get();
  }

  private void requireFree(
      Roster now, TrustPolicy policy, Supplier<? extends ClientException> taken) {
    if (standing(now, policy.id()).filter(other -> !other.equals(policy)).isPresent()) {
      throw taken.get();
    }
  }

  private void send(TrustPolicy policy, Consumer<Roster> check) {
    List<String> keys = head.escrowed(EscrowGrant.due(List.of(policy)));
    chain.set(
        policy,
        check.andThen(head::requireJudgedBy),
        event -> remote.changePolicy(vault, new ChangePolicy(event.format(), keys)));
  }

  private boolean isDone(TrustPolicy policy) {
    chain.age();
    chain.newest();
    return standing(policy.id()).equals(Optional.of(policy)) && isEscrowed(policy);
  }

  /**
   * Ends that a policy stands; the server forgets what was escrowed for it.
   *
   * @throws ClientException.NotFound when it does not stand
   */
  public void remove(PolicyId id) {
    chain.age();
    if (standing(id).isEmpty()) {
      chain.newest();
    }
    attempts.change(() -> sendRemoval(id), () -> isGone(id));
  }

  private void sendRemoval(PolicyId id) {
    if (standing(id).isEmpty()) {
      throw notFound("the vault has no policy " + id.shortForm());
    }
    chain.remove(id, event -> remote.changePolicy(vault, new ChangePolicy(event.format(), null)));
  }

  private boolean isGone(PolicyId id) {
    chain.age();
    chain.newest();
    return standing(id).isEmpty();
  }

  /** What {@code id} stands for here, by the chain as it was seen last. */
  private Optional<TrustPolicy> standing(PolicyId id) {
    return standing(chain.roster(), id);
  }

  private Optional<TrustPolicy> standing(Roster roster, PolicyId id) {
    return roster.policies().find(id).map(Standing::policy).filter(this::isHere);
  }

  private boolean isHere(TrustPolicy policy) {
    return policy.vault().equals(vault);
  }

  private boolean isEscrowed(TrustPolicy policy) {
    return views().stream()
        .flatMap(List::stream)
        .filter(view -> policy.id().value().equals(view.policyId()))
        .anyMatch(view -> PolicyEntry.isEscrowed(policy, view));
  }

  /**
   * All policies: those of the verified chain by id, then those that only the server has. A server
   * that says that there is no such vault has none of those that stand.
   *
   * @throws ClientException.NotFound when it says so, and none stands
   */
  public List<PolicyEntry> all() {
    Map<String, PolicyView> served = new LinkedHashMap<>();
    Optional<List<PolicyView>> views = views();
    views.ifPresent(known -> known.forEach(view -> served.put(view.policyId(), view)));
    Map<KeyId, String> names = new HashMap<>(); // each takes the whole chain
    List<PolicyEntry> entries = new ArrayList<>();
    chain.age();
    for (Standing standing : chain.newest().policies().all()) {
      if (isHere(standing.policy())) {
        PolicyView view = served.remove(standing.policy().id().value());
        String author = names.computeIfAbsent(standing.author(), chain::nameOf);
        entries.add(PolicyEntry.of(standing, author, view));
      }
    }
    if (views.isEmpty() && entries.isEmpty()) {
      throw SeenHead.noVaultYet();
    }
    served.values().forEach(view -> entries.add(PolicyEntry.ofServer(view)));
    return List.copyOf(entries);
  }

  /** What the server lists; empty where it says that there is no such vault. */
  private Optional<List<PolicyView>> views() {
    try {
      List<PolicyView> views = remote.policies(vault).policies();
      return Optional.of(views == null ? List.of() : views);
    } catch (ClientException.Refused e) {
      if (e.code().equals(Problem.NOT_FOUND.code())) {
        return Optional.empty();
      }
      throw e;
    }
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
