package dev.coffer.server.lpm;

import dev.coffer.server.problem.RequestMalformed;
import java.util.Arrays;

/** What a proof of who is asking is for. */
public enum StepUpScope {
  SET("vault:public-key:set"),
  ROTATE("vault:public-key:rotate");

  private final String text;

  StepUpScope(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /**
   * Reads the wire's name.
   *
   * @throws RequestMalformed when there is no such scope
   */
  public static StepUpScope of(String text) {
    return Arrays.stream(values())
        .filter(scope -> scope.text.equals(text))
        .findFirst()
        .orElseThrow(
            () -> RequestMalformed.request("scope is neither " + SET.text + " nor " + ROTATE.text));
  }
}
