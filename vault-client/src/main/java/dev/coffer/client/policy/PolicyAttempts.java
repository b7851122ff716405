package dev.coffer.client.policy;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.chain.ChainPosition;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Makes one change of the policies on top of what was seen last, and again on top of what others
 * made of that meanwhile. When the answer is lost, what became of it is looked up.
 */
final class PolicyAttempts {
  private static final int MOST = 5;
  private static final int CONFLICT = 409;

  private final SeenChain chain;
  private final SeenHead head;

  PolicyAttempts(SeenChain chain, SeenHead head) {
    this.chain = chain;
    this.head = head;
  }

  /**
   * Does {@code attempt} until it is done or refused for what it is.
   *
   * @param done whether it was stored, by the newest chain
   */
  void change(Runnable attempt, BooleanSupplier done) {
    for (int tries = 1; ; tries++) {
      Optional<ChainPosition> before = chain.roster().head();
      try {
        attempt.run();
        return;
      } catch (ClientException.Unreachable e) {
        if (!arrived(e, done)) {
          throw e;
        }
        return;
      } catch (ClientException e) {
        if (tries == MOST || !isForWhatWasSeen(e) || !hasMoved(before)) {
          throw e;
        }
      }
    }
  }

  /** What was seen before may be all that is wrong with an attempt, whoever found it. */
  private boolean isForWhatWasSeen(ClientException e) {
    return !chain.isFresh()
        || e instanceof ClientException.Conflict
        || (e instanceof ClientException.Refused refused && refused.status() == CONFLICT);
  }

  /** Whether others changed something meanwhile, so that another try is another request. */
  private boolean hasMoved(Optional<ChainPosition> before) {
    chain.age();
    return !chain.newest().head().equals(before) || head.hasMoved();
  }

  /** Whether the change was stored though its answer was lost. */
  private static boolean arrived(ClientException.Unreachable lost, BooleanSupplier done) {
    try {
      return done.getAsBoolean();
    } catch (ClientException.Unreachable e) {
      lost.addSuppressed(e);
      return false;
    }
  }
}
