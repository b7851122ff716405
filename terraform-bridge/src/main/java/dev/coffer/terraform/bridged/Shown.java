package dev.coffer.terraform.bridged;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.coffer.terraform.declaration.Declined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the bridge shows of a resource. A member that is null is as good as absent.
 *
 * @param tag names this state of it; empty for one of a list
 */
record Shown(JsonObject body, String tag) {

  Optional<String> text(String member) {
    return value(member).map(JsonElement::getAsString);
  }

  /**
   * A text that the API has in every such answer.
   *
   * @throws Declined when it is not there
   */
  String required(String member) {
    return text(member).orElseThrow(() -> foreign(member));
  }

  /** A whole number that the API has in every such answer. */
  int number(String member) {
    return value(member).map(JsonElement::getAsInt).orElseThrow(() -> foreign(member));
  }

  /** A whole number that not every such answer has. */
  OptionalInt perhaps(String member) {
    return value(member).stream().mapToInt(JsonElement::getAsInt).findFirst();
  }

  /** The texts of a list; none where it is absent. */
  List<String> texts(String member) {
    return list(member).stream().map(JsonElement::getAsString).toList();
  }

  /** The objects of a list; none where it is absent. */
  List<Shown> each(String member) {
    return list(member).stream().map(one -> new Shown(one.getAsJsonObject(), "")).toList();
  }

  private List<JsonElement> list(String member) {
    List<JsonElement> list = new ArrayList<>();
    value(member).map(JsonElement::getAsJsonArray).ifPresent(items -> items.forEach(list::add));
    return list;
  }

  Optional<JsonObject> object(String member) {
    return value(member).map(JsonElement::getAsJsonObject);
  }

  private Optional<JsonElement> value(String member) {
    return Optional.ofNullable(body.get(member)).filter(value -> !value.isJsonNull());
  }

  private static Declined foreign(String member) {
    return foreign(new JsonParseException(member));
  }

  /** The refusal of an answer that no bridge of this version gives. */
  static Declined foreign(RuntimeException cause) {
    Declined declined =
        new Declined(
            Declined.Reason.REFUSED,
            "what answers there is no coffer bridge, or one of another version",
            "start 'coffer bridge' of the same release as this provider, and give its address");
    declined.initCause(cause);
    return declined;
  }
}
