package dev.coffer.client.audit;

import dev.coffer.protocol.Digest;
import java.time.Instant;

/**
 * The newest record of a log when this profile last verified it to its end.
 *
 * @param hash as text
 * @param verifiedAt when that was
 */
public record KnownHead(String owner, Long sequence, String hash, Instant verifiedAt) {
  boolean isComplete() {
    return owner != null && sequence != null && hash != null && verifiedAt != null;
  }

  boolean hasHash(Digest other) {
    return hash.equals(other.text());
  }
}
