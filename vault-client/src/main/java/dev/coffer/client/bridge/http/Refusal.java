package dev.coffer.client.bridge.http;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was asked for was not done; says why, and never holds a value, key or token. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String hint;
  private final TreeMap<String, String> headers;

  /** A problem type, with what every problem of it has in common. */
  public record Kind(String type, String code, String title, int status) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  Refusal(Kind kind, String detail, String hint) {
    this(kind, detail, hint, Map.of());
  }

  private Refusal(Kind kind, String detail, String hint, Map<String, String> headers) {
    super(detail);
    this.kind = kind;
    this.hint = hint;
    this.headers = new TreeMap<>(headers);
  }

  /** The same with one more header in its answer. */
  public Refusal with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Refusal(kind, getMessage(), hint, more);
  }

  /** What to do about it. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /** The answer, as RFC 9457 has it, with the members {@code code} and {@code hint} besides. */
  public Reply reply() {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", kind.type());
    problem.put("title", kind.title());
    problem.put("status", kind.status());
    problem.put("detail", getMessage());
    problem.put("code", kind.code());
    hint().ifPresent(text -> problem.put("hint", text));
    return Reply.problem(kind.status(), problem, headers);
  }
}
