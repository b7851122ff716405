package dev.coffer.server.escrow.lpm;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.lpm.LpmPolicyList;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.audit.PolicyFacts;
import dev.coffer.server.escrow.Candidate;
import dev.coffer.server.escrow.EscrowedKeys;
import dev.coffer.server.escrow.LpmEscrow;
import dev.coffer.server.escrow.TrustPolicies;
import dev.coffer.server.escrow.VaultRow;
import dev.coffer.server.escrow.VaultRows;
import dev.coffer.server.escrow.key.EscrowKeys;
import dev.coffer.server.escrow.key.EscrowVersions;
import dev.coffer.server.escrow.key.LpmEscrowContext;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.FormatConflict;
import dev.coffer.server.problem.NotFound;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what {@code lpm} clients set for CI runs of an account's own vaults in that format, where
 * the operator switched it on. Nobody signs these policies: the server could widen them, and the
 * wrapping key opens every vault of the account in that format. Both are marked wherever they are
 * shown.
 */
@Stateless
public class LpmPolicies {
  @EJB private EscrowVersions versions;
  @Inject private Access access;
  @Inject private AuditLog audit;
  @Inject private EscrowKeys keys;
  @Inject private LpmEscrow escrow;
  @Inject private TrustPolicies policies;
  @Inject private VaultRows vaults;

  /**
   * Sets a policy in place of the one for the same vault, provider and subject.
   *
   * @param policy as {@link LpmRules} made it
   * @throws AccessRefused when the server takes none
   * @throws NotFound when the account has no such vault
   * @throws FormatConflict when the vault is in another format
   */
  public void set(Caller caller, TrustPolicy policy) {
    Admitted who = access.admit(caller, Right.SET_POLICIES);
    escrow.requireOn();
    lock(who, policy.vault());
    policies.setUnsigned(who.owner(), policy);
    audit.record(
        who, "policy_set", Optional.of(policy.vault()), PolicyFacts.of(policy, TrustPolicies.LPM));
  }

  /**
   * The policies that {@code lpm} clients set for a vault.
   *
   * @throws NotFound when the account has no such vault
   */
  public LpmPolicyList list(Caller caller, VaultId vault) {
    Admitted who = access.admit(caller, Right.READ);
    escrow.requireOn();
    if (vaults.find(who.owner(), vault).isEmpty()) {
      throw new NotFound("vault");
    }
    return new LpmPolicyList(
        policies.candidates(who.owner(), vault).stream()
            .filter(LpmPolicies::isOfLpm)
            .map(one -> LpmRules.wire(one.policy()))
            .toList());
  }

  /**
   * Removes a policy; with the last one of its vault also the wrapping key.
   *
   * @throws NotFound when the account has no such policy
   */
  public void remove(Caller caller, PolicyId id) {
    Admitted who = access.admit(caller, Right.SET_POLICIES);
    escrow.requireOn();
    VaultId vault =
        policies
            .find(who.owner(), id)
            .filter(TrustPolicies.Sourced::isOfLpm)
            .orElseThrow(() -> new NotFound("policy"))
            .policy()
            .vault();
    VaultRow row = lock(who, vault);
    policies.removeUnsigned(who.owner(), id);
    if (policies.candidates(who.owner(), vault).isEmpty()) {
      escrow.forget(row.id());
    }
    audit.record(who, "policy_removed", Optional.of(vault), PolicyFacts.of(id));
  }

  /**
   * Keeps the account's wrapping key for CI runs of one vault, sealed to the escrow key.
   *
   * @param wrappingKey 32 bytes; the caller wipes them
   */
  public void escrow(Caller caller, VaultId vault, byte[] wrappingKey) {
    Admitted who = access.admit(caller, Right.SET_POLICIES);
    escrow.requireOn();
    VaultRow row = lock(who, vault);
    EscrowPublicKey current = versions.lockCurrent();
    LpmEscrowContext context = new LpmEscrowContext(who.owner(), vault, current.id());
    Bytes sealed = keys.seal(current, context.info(), wrappingKey);
    escrow.put(row.id(), new EscrowedKeys.Stored(current.id(), sealed));
    audit.record(who, "lpm_escrow_set", Optional.of(vault), facts());
  }

  /**
   * Forgets the wrapping key again.
   *
   * @throws NotFound when there is none
   */
  public void unescrow(Caller caller, VaultId vault) {
    Admitted who = access.admit(caller, Right.SET_POLICIES);
    escrow.requireOn();
    if (!escrow.forget(lock(who, vault).id())) {
      throw new NotFound("wrapping key for this vault");
    }
    audit.record(who, "lpm_escrow_removed", Optional.of(vault), facts());
  }

  private static Map<String, Object> facts() {
    return Map.of("source", TrustPolicies.LPM);
  }

  private VaultRow lock(Admitted who, VaultId vault) {
    VaultRow row = vaults.lock(who.owner(), vault).orElseThrow(() -> new NotFound("vault"));
    if (row.format() != PayloadFormat.LPM) {
      throw FormatConflict.ofPolicy(row.format().wireName());
    }
    return row;
  }

  private static boolean isOfLpm(Candidate candidate) {
    return candidate.source().equals(TrustPolicies.LPM);
  }
}
