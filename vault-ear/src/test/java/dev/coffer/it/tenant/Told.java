package dev.coffer.it.tenant;

import dev.coffer.it.kit.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer without what has to differ: the path that was asked, the time, and the signature of
 * both.
 */
record Told(int status, Map<String, List<String>> headers, String body) {
  private static final List<String> DIFFERENT =
      List.of("date", "x-coffer-signature", "x-lpm-signature", "content-length");

  static Told of(Answer answer, String path) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeIf(name -> DIFFERENT.contains(name.toLowerCase(Locale.ROOT)));
    return new Told(answer.status(), headers, answer.text().replace(path, "PATH"));
  }
}
