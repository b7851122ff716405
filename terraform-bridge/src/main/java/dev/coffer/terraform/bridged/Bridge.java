package dev.coffer.terraform.bridged;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Declined.Reason;
import dev.coffer.terraform.walk.Memory;
import dev.coffer.terraform.walk.Seen;
import dev.coffer.terraform.walk.Silence;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks one bridge. What it refuses is refused here, in its own words. Safe for several threads; the
 * bridge answers one after the other anyway.
 */
final class Bridge {
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final Gson GSON = new Gson();

  private final BridgeConnection connection;
  private final Silence silence;
  private final Memory memory = new Memory();

  Bridge(BridgeConnection connection, Clock clock) {
    this.connection = connection;
    this.silence = new Silence(clock);
  }

  /** A memory that every change empties. */
  <K, V> Seen<K, V> seen() {
    return memory.seen();
  }

  /** One resource as it is; empty where there is none. */
  Optional<Shown> find(Route route) {
    return Declined.ifThere(() -> Optional.of(ask(new Request("GET", route))));
  }

  /** Every one below {@code route}; empty where even what they belong to is not there. */
  Optional<List<Shown>> list(Route route) {
    return find(route)
        .map(
            page -> {
              List<Shown> items = new ArrayList<>();
              page.body()
                  .getAsJsonArray("items")
                  .forEach(item -> items.add(new Shown(item.getAsJsonObject(), "")));
              return items;
            });
  }

  /** What would come of {@code wish}; empty where even what it belongs to is not there. */
  Optional<Shown> rehearse(Route route, Map<String, Object> wish) {
    return Declined.ifThere(
        () -> Optional.of(ask(new Request("PUT", route.rehearsed()).with(GSON.toJson(wish)))));
  }

  /** Makes it so. */
  Shown put(Route route, Map<String, Object> wish) {
    return change(new Request("PUT", route).with(GSON.toJson(wish)));
  }

  /** As {@link #put} where others look after what was seen. */
  Shown putAlone(Route route, Map<String, Object> wish) {
    return ask(new Request("PUT", route).with(GSON.toJson(wish)));
  }

  /**
   * Makes it, and never changes one that is there.
   *
   * @throws Declined with {@link Reason#CONFLICT} then
   */
  Shown create(Route route, Map<String, Object> wish) {
    return change(creation(route, wish));
  }

  /** As {@link #create} where others look after what was seen. */
  Shown createAlone(Route route, Map<String, Object> wish) {
    return ask(creation(route, wish));
  }

  private static Request creation(Route route, Map<String, Object> wish) {
    return new Request("PUT", route).with(GSON.toJson(wish)).where(IF_NONE_MATCH, "*");
  }

  /** Takes it away; empty where there is none. */
  Optional<Shown> delete(Route route) {
    return Declined.ifThere(() -> Optional.of(change(new Request("DELETE", route))));
  }

  /** As {@link #delete} where others look after what was seen. */
  Optional<Shown> deleteAlone(Route route) {
    return Declined.ifThere(() -> Optional.of(ask(new Request("DELETE", route))));
  }

  /**
   * Takes away what is as {@code seen}.
   *
   * @throws Declined with {@link Reason#CONFLICT} where it has changed since
   */
  Optional<Shown> delete(Route route, Shown seen) {
    return Declined.ifThere(
        () -> Optional.of(change(new Request("DELETE", route).where(IF_MATCH, seen.tag()))));
  }

  private Shown change(Request request) {
    try {
      return ask(request);
    } finally {
      memory.forget();
    }
  }

  private Shown ask(Request request) {
    silence.requireOver();
    Answer answer;
    try {
      answer = connection.send(request);
    } catch (Declined e) {
      throw e.reason() == Reason.UNREACHABLE ? silence.begin(e) : e;
    }
    if (answer.status() / 100 == 2) {
      return new Shown(answer.body(), answer.tag());
    }
    Declined declined = refusal(answer.status(), answer.body());
    throw declined.reason() == Reason.UNREACHABLE ? silence.begin(declined) : declined;
  }

  private static Declined refusal(int status, JsonObject problem) {
    Shown said = new Shown(problem, "");
    if (said.text("code").equals(Optional.of("no_such_route"))) {
      return Shown.foreign(new IllegalStateException("no such route"));
    }
    return new Declined(
        reason(status, said.text("code").orElse("")),
        said.text("detail").orElse("the bridge refuses, and does not say why"),
        said.text("hint").orElse(""));
  }

  private static Reason reason(int status, String code) {
    if (code.equals("server_unreachable")) {
      return Reason.UNREACHABLE;
    }
    return switch (status) {
      case 404 -> Reason.NOT_FOUND;
      case 409, 412 -> Reason.CONFLICT;
      default -> Reason.REFUSED;
    };
  }

  /**
   * One request.
   *
   * @param body JSON; empty for none
   * @param condition a header and its text; empty for none
   */
  record Request(String method, Route route, Optional<String> body, Map<String, String> condition) {
    Request(String method, Route route) {
      this(method, route, Optional.empty(), Map.of());
    }

    Request with(String json) {
      return new Request(method, route, Optional.of(json), condition);
    }

    Request where(String header, String text) {
      return new Request(method, route, body, Map.of(header, text));
    }
  }

  /**
   * What the bridge has answered.
   *
   * @param tag empty where it names no state
   */
  record Answer(int status, JsonObject body, String tag) {}
}
