package dev.coffer.protocol.workload.platform;

import dev.coffer.protocol.workload.Claims;
import dev.coffer.protocol.workload.Dimension;
import dev.coffer.protocol.workload.Workload;
import java.util.Set;

/** What the claims of one kind of issuer mean. Without state; issuers of one kind share it. */
public interface Platform {
  /** Its name in configuration and in the list of issuers. */
  String kind();

  /** What its tokens tell of a run. */
  Set<Dimension> dimensions();

  /** Whether every token of the platform has a {@code jti}, so that one without is not genuine. */
  boolean namesTokens();

  /**
   * Reads the claims of a token whose signature, issuer, audience and times have been checked.
   *
   * @param name what the operator calls the issuer, and policies the platform
   * @throws dev.coffer.protocol.Malformed when a claim is missing, has another form, or contradicts
   *     another one
   */
  Workload workload(String name, Claims claims);
}
