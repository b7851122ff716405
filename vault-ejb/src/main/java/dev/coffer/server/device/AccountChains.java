package dev.coffer.server.device;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.server.chain.VerifiedChains;
import java.util.List;
import java.util.UUID;

/**
 * Accounts' chains, exactly as a replay of their stored notes gives them, with what was verified
 * before not verified again. A chain that is kept counts only where the stored notes begin with the
 * very bytes that it was verified from; else all of them are replayed. So it does not matter what
 * happened to the rows since: another server's event, one that was rolled back, a restored backup,
 * a note changed in its place, an account that is gone. The newest event alone would not do, as it
 * does for organisations, whose row names it apart from the events: an account's head is a note
 * like the others, and one that is changed before it would go unnoticed. Safe for any number of
 * threads.
 */
final class AccountChains {
  private final VerifiedChains<VerifiedChain> verified;

  /**
   * Keeps nothing yet.
   *
   * @param capacity the accounts whose chains are kept
   */
  AccountChains(int capacity) {
    this.verified = new VerifiedChains<>(capacity);
  }

  /**
   * The chain of {@code stored}, all notes of the account in order.
   *
   * @throws ChainRefused for the first note that may not follow those before it
   * @throws Malformed for what is not a note or not an event
   */
  VerifiedChain at(UUID account, List<String> stored) {
    VerifiedChain chain =
        verified
            .find(account)
            .filter(known -> known.begins(stored))
            .orElse(VerifiedChain.EMPTY)
            .continuedBy(stored);
    keep(account, chain);
    return chain;
  }

  /** Keeps a verified chain; that its newest event may yet be rolled back does no harm. */
  void keep(UUID account, VerifiedChain chain) {
    if (chain.chain().isEmpty()) {
      verified.forget(account);
    } else {
      verified.put(account, chain);
    }
  }
}
