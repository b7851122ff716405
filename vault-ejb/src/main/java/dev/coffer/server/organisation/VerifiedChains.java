package dev.coffer.server.organisation;

import dev.coffer.protocol.membership.Membership;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The verified chains that were used last, one for each organisation, never more than its capacity.
 * Safe for any number of threads.
 */
final class VerifiedChains {
  private static final float LOAD_FACTOR = 0.75f;

  private final Map<UUID, Membership> chains;

  VerifiedChains(int capacity) {
    this.chains =
        new LinkedHashMap<>(16, LOAD_FACTOR, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<UUID, Membership> eldest) {
            return size() > capacity;
          }
        };
  }

  synchronized Optional<Membership> find(UUID organisation) {
    return Optional.ofNullable(chains.get(organisation));
  }

  synchronized void put(Membership membership) {
    chains.put(membership.organisation(), membership);
  }
}
