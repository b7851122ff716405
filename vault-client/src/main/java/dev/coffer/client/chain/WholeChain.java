package dev.coffer.client.chain;

import java.util.Optional;

/**
 * Where a chain is kept with all its events besides its snapshot, so that a snapshot that is of no
 * use can be done without.
 *
 * @param <C> the chain, verified and immutable
 */
public interface WholeChain<C> {
  /** Whether it is there. A snapshot of what somebody has moved away is of nothing. */
  boolean exists();

  /**
   * The chain, every signature in it verified; empty where it is not kept.
   *
   * @param newest those that may not have been added to it yet
   */
  Optional<C> read(Optional<NewestEvents> newest);

  /** Adds what {@code chain} has more; before its snapshot is written. */
  void write(C chain);

  /** For a chain that is kept as a snapshot alone. */
  static <C> WholeChain<C> none() {
    return new WholeChain<>() {
      @Override
      public boolean exists() {
        return true;
      }

      @Override
      public Optional<C> read(Optional<NewestEvents> newest) {
        return Optional.empty();
      }

      @Override
      public void write(C chain) {
        // the snapshot has it
      }
    };
  }
}
