package dev.coffer.server.workload;

import dev.coffer.protocol.workload.Candidate;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.problem.VaultException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;

/** Tells the owner of a policy about a run that it refused, in a transaction of its own. */
@Stateless
public class Refusals {
  @Inject private AuditLog audit;

  /** Appends to the log of the policy's owner. */
  public void record(
      ExchangeOrder order, VerifiedRun run, Candidate closest, VaultException refusal) {
    Map<String, Object> facts = run.facts(closest.policy(), order.environment());
    facts.put("code", refusal.problem().code());
    audit.recordRefusedRun(UUID.fromString(closest.owner()), order.vault(), "ci_exchange", facts);
  }
}
