package dev.coffer.server.chain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The verified chains that were used last, one for each owner, never more than its capacity. Safe
 * for any number of threads. What is found may be older than what the database holds, another
 * server's work having come between, or newer, of a transaction that was rolled back: who asks
 * compares it with what its own transaction reads before it is believed.
 *
 * @param <C> an owner's chain; immutable
 */
public final class VerifiedChains<C> {
  private static final float LOAD_FACTOR = 0.75f;

  private final Map<UUID, C> chains;

  public VerifiedChains(int capacity) {
    this.chains =
        new LinkedHashMap<>(16, LOAD_FACTOR, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<UUID, C> eldest) {
            return size() > capacity;
          }
        };
  }

  public synchronized Optional<C> find(UUID owner) {
    return Optional.ofNullable(chains.get(owner));
  }

  /** Keeps {@code chain} in place of what was kept for {@code owner}. */
  public synchronized void put(UUID owner, C chain) {
    chains.put(owner, chain);
  }

  public synchronized void forget(UUID owner) {
    chains.remove(owner);
  }
}
