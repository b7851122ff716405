package dev.coffer.server.escrow;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.PolicyList;
import dev.coffer.protocol.wire.workload.PolicyView;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.device.DeviceChains;
import dev.coffer.server.organisation.OrganisationChains;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.DeviceConflict;
import dev.coffer.server.problem.EnvelopeRefused;
import dev.coffer.server.problem.FormatConflict;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.problem.RecipientsConflict;
import dev.coffer.server.problem.RequestMalformed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;

/**
 * Sets and removes the trust policies of a vault: the event of the owner's chain, what follows from
 * it, what is escrowed and the audit row are stored together or not at all.
 */
@Stateless
public class PolicyChanges {
  @EJB private DeviceChains deviceChains;
  @EJB private OrganisationChains organisationChains;
  @Inject private Access access;
  @Inject private EscrowedKeys keys;
  @Inject private Escrows escrows;
  @Inject private TrustPolicies policies;
  @Inject private VaultRows vaults;

  /**
   * The vault's policies, sorted by id.
   *
   * @throws NotFound when the tenant has no such vault
   */
  public PolicyList list(Caller caller, Tenant tenant, VaultId vault) {
    Admitted who = access.admit(caller, tenant, Right.READ);
    VaultRow row = vaults.find(who.owner(), vault).orElseThrow(() -> new NotFound("vault"));
    return new PolicyList(
        policies.candidates(who.owner(), vault).stream().map(one -> view(one, row)).toList());
  }

  /**
   * Appends the event that sets or removes a policy, and does what follows from it.
   *
   * @param notes what is escrowed for a policy that is set
   * @return the event's sequence
   * @throws NotFound when the tenant has no such vault
   * @throws DeviceConflict when the chain does not accept the event, or it is about another vault
   * @throws RecipientsConflict unless exactly the keys of the policy's environments are escrowed,
   *     of the current epoch and to the current escrow key
   * @throws EnvelopeRefused when an escrowed key is not well-formed, or not the caller's
   * @throws FormatConflict when the vault is in a format that has no keys of environments
   * @throws AccessRefused when the caller may not, or its session is on no approved device
   */
  public long change(
      Caller caller, Tenant tenant, VaultId vault, PolicyChange change, List<String> notes) {
    Admitted who = access.admit(caller, tenant, Right.SET_POLICIES);
    Runnable follow = () -> follow(who, vault, change, notes);
    return change.own().isPresent()
        ? deviceChains.appendPolicy(caller, change.own().get(), follow)
        : organisationChains.appendPolicy(caller, tenant, change.shared().orElseThrow(), follow);
  }

  private void follow(Admitted who, VaultId vault, PolicyChange change, List<String> notes) {
    if (change.set().isPresent()) {
      set(who, vault, change, notes);
    } else {
      remove(who, vault, change.id(), notes);
    }
  }

  private void set(Admitted who, VaultId vault, PolicyChange change, List<String> notes) {
    TrustPolicy policy = change.set().orElseThrow();
    requireVault(policy.vault(), vault);
    VaultRow row = vaults.lock(who.owner(), vault).orElseThrow(() -> new NotFound("vault"));
    if (row.format() != PayloadFormat.COFFER_1) {
      throw FormatConflict.ofPolicy(row.format().wireName());
    }
    List<EscrowedKey> escrowed = escrows.accept(who, vault, row.epoch(), notes, List.of(policy));
    policies.set(who.owner(), policy, change.event());
    keys.replace(who.owner(), row.id(), policy.id(), escrowed);
  }

  /** Also where the vault is gone: the policy stands in the chain until it is removed there. */
  private void remove(Admitted who, VaultId vault, PolicyId id, List<String> notes) {
    if (!notes.isEmpty()) {
      throw RequestMalformed.request("escrowedKeys belong to a policy that is set");
    }
    TrustPolicy policy =
        policies
            .find(who.owner(), id)
            .map(TrustPolicies.Sourced::policy)
            .orElseThrow(() -> DeviceConflict.chainEventRefused("there is no such policy"));
    requireVault(policy.vault(), vault);
    vaults.lock(who.owner(), vault);
    policies.remove(who.owner(), id);
    keys.forget(who.owner(), id);
  }

  private static void requireVault(VaultId ofPolicy, VaultId asked) {
    if (!ofPolicy.equals(asked)) {
      throw DeviceConflict.chainEventRefused("the policy is for another vault than the path names");
    }
  }

  private static PolicyView view(Candidate candidate, VaultRow row) {
    TrustPolicy policy = candidate.policy();
    return new PolicyView(
        policy.id().value(),
        policy.origin().platform(),
        policy.origin().repository(),
        candidate.pins().repositoryId().orElse(null),
        candidate.pins().ownerId().orElse(null),
        names(policy.release().environments()),
        names(candidate.escrowed()),
        candidate.escrowed().isEmpty() || row.epoch() == 0 ? null : row.epoch(),
        candidate.lastPulledAt().orElse(null),
        candidate.pullsToday(),
        candidate.source());
  }

  private static List<String> names(Collection<EnvironmentName> environments) {
    return environments.stream().sorted().map(EnvironmentName::value).toList();
  }
}
