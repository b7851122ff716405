package dev.coffer.protocol.workload.platform;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.workload.Circumstances;
import dev.coffer.protocol.workload.Claims;
import dev.coffer.protocol.workload.Dimension;
import dev.coffer.protocol.workload.Workload;
import java.util.Optional;
import java.util.Set;

/**
 * Service accounts of a Kubernetes cluster, by the tokens that it projects into pods. The
 * repository is the subject, {@code system:serviceaccount:NAMESPACE:NAME}, its id the account's
 * {@code uid}.
 */
final class Kubernetes implements Platform {
  private static final String PREFIX = "system:serviceaccount:";

  @Override
  public String kind() {
    return "kubernetes";
  }

  @Override
  public Set<Dimension> dimensions() {
    return Set.of();
  }

  @Override
  public boolean namesTokens() {
    return false;
  }

  @Override
  public Workload workload(String name, Claims claims) {
    String subject = claims.text("sub");
    Claims cluster = claims.inside("kubernetes.io");
    Claims account = cluster.inside("serviceaccount");
    String told = PREFIX + cluster.text("namespace") + ":" + account.text("name");
    Agreement.require("sub", Optional.of(subject), "kubernetes.io", told);
    if (cluster.inside("pod").optionalText("uid").isEmpty()) {
      throw new Malformed("the token is bound to a pod: one that outlives it is not taken");
    }
    return new Workload(
        new Origin(
            name, claims.text("iss"), subject, Optional.of(account.text("uid")), Optional.empty()),
        Optional.empty(),
        Circumstances.NONE,
        cluster.inside("pod").optionalText("uid"),
        dimensions());
  }
}
