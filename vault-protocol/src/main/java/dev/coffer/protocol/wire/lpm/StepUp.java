package dev.coffer.protocol.wire.lpm;

/**
 * {@code POST /api/auth/cli-step-up}: prove once more who is asking.
 *
 * @param scope what the proof is for: {@code vault:public-key:set} or {@code
 *     vault:public-key:rotate}
 * @param method {@code password}
 */
public record StepUp(String scope, String method, String password) {
  @Override
  public String toString() {
    return "StepUp[" + scope + ", " + method + "]";
  }
}
