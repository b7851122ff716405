package dev.coffer.server.workload;

import dev.coffer.protocol.workload.Candidate;
import dev.coffer.server.problem.RateLimited;
import dev.coffer.server.signin.ClientAddress;
import dev.coffer.server.signin.SignInLimits;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits how often exchanges may fail, counted over all servers. From an address that has failed
 * too often, nothing is looked at. A policy whose runs fail too often goes on to let the right ones
 * in: only its refusals are no longer told apart or recorded, so that nobody can fill its owner's
 * log or lock its runs out.
 */
@ApplicationScoped
public class FailureLimits {
  @EJB private SignInLimits limits;

  @Inject
  @ConfigProperty(name = "coffer.oidc.failures.address")
  private int perAddress;

  @Inject
  @ConfigProperty(name = "coffer.oidc.failures.policy")
  private int perPolicy;

  /**
   * Does nothing for an address with few failures.
   *
   * @throws RateLimited for another one
   */
  void require(ClientAddress address) {
    if (limits.isFull(bucket(address), perAddress)) {
      throw new RateLimited(limits.remaining(bucket(address)));
    }
  }

  void failed(ClientAddress address) {
    count(bucket(address), perAddress);
  }

  /** Counts a failure; whether it may be told. */
  boolean failed(Candidate policy) {
    return count(bucket(policy), perPolicy);
  }

  RateLimited ofPolicy(Candidate policy) {
    return new RateLimited(limits.remaining(bucket(policy)));
  }

  private boolean count(String bucket, int limit) {
    limits.open(bucket);
    return limits.count(bucket, limit);
  }

  private static String bucket(ClientAddress address) {
    return "ci-address:" + address;
  }

  private static String bucket(Candidate policy) {
    return "ci-policy:" + policy.owner() + ":" + policy.policy().id();
  }
}
