package dev.coffer.protocol.wire.lpm;

/**
 * The answer to a {@link StepUp}.
 *
 * @param proof good once, for this account and the scope that was named
 */
public record StepUpProof(Boolean ok, String proof) {
  @Override
  public String toString() {
    return "StepUpProof[" + ok + "]";
  }
}
