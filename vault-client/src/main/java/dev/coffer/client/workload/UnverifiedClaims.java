package dev.coffer.client.workload;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an identity token says about its job, as far as one may believe it. */
public final class UnverifiedClaims {
  private final JsonObject claims;

  UnverifiedClaims(JsonObject claims) {
    this.claims = claims;
  }

  /** Everybody it is meant for (RFC 7519 §4.1.3); empty when it does not say. */
  public List<String> audiences() {
    if (claims.get("aud") instanceof JsonArray several) {
      return several.asList().stream()
          .filter(JsonElement::isJsonPrimitive)
          .map(JsonElement::getAsString)
          .toList();
    }
    return text("aud").map(List::of).orElse(List.of());
  }

  /** The claim {@code name}, when it is a text, a number or a truth value. */
  public Optional<String> text(String name) {
    return claims.get(name) instanceof JsonPrimitive value
        ? Optional.of(value.getAsString())
        : Optional.empty();
  }

  /** The claim {@code name} as a time in seconds (RFC 7519 §2, NumericDate). */
  public Optional<Instant> time(String name) {
    return claims.get(name) instanceof JsonPrimitive value && value.isNumber()
        ? Optional.of(Instant.ofEpochSecond(value.getAsLong()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "UnverifiedClaims[" + claims.size() + "]";
  }
}
