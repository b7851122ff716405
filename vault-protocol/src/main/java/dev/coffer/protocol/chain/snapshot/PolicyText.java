package dev.coffer.protocol.chain.snapshot;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.Policies.Standing;
import dev.coffer.protocol.policy.TrustPolicy;

/** One trust policy that stands, and who set it last in which event. */
public record PolicyText(String policy, String author, long sequence) {
  public static PolicyText of(Standing standing) {
    return new PolicyText(standing.policy().text(), standing.author().value(), standing.sequence());
  }

  public Standing standing() {
    return new Standing(TrustPolicy.parse(policy), new KeyId(author), sequence);
  }
}
