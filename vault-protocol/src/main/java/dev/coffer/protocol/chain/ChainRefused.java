package dev.coffer.protocol.chain;

/** Says that an event may not follow the chain it was offered to. The chain is unchanged. */
public final class ChainRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChainRefused(String reason) {
    super(reason);
  }
}
