package dev.coffer.client.bridge.desk;

import dev.coffer.client.ClientException;
import dev.coffer.client.bridge.desk.Intent.Action;
import dev.coffer.client.bridge.http.BridgeProblem;
import dev.coffer.client.bridge.http.EntityTag;
import dev.coffer.client.bridge.http.Failures;
import dev.coffer.client.bridge.http.Refusal;
import dev.coffer.client.bridge.http.Reply;
import dev.coffer.client.bridge.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Answers requests one after the other, whoever asks at the same time: between a resource's tag and
 * what is done to it nothing comes from here. A dry run ends before the one line that acts. What
 * has begun with a resource that was there never ends in a 404: that says that the look before it
 * saw none.
 */
public final class Desk {
  private static final String GET = "GET";
  private static final String PUT = "PUT";
  private static final String DELETE = "DELETE";
  private static final String VERSION = "v1";
  private static final String ETAG = "ETag";

  private final List<Kind> kinds;
  private final OpenApi openApi;

  /** A desk for resources of {@code kinds}. */
  public Desk(List<Kind> kinds) {
    this.kinds = List.copyOf(kinds);
    this.openApi = new OpenApi();
  }

  /** Every path with what can be done there, as the OpenAPI document has them. */
  Map<String, Set<String>> routes() {
    Map<String, Set<String>> routes = new LinkedHashMap<>();
    routes.put("/v1/openapi.json", Set.of(GET));
    for (Kind kind : kinds) {
      StringBuilder path = new StringBuilder("/v1/" + kind.name());
      kind.place().forEach(segment -> path.append("/{").append(segment).append('}'));
      routes.put(path.toString(), Set.of(GET));
      routes.put(path + "/{id}", new TreeSet<>(kind.methods()));
    }
    return routes;
  }

  /**
   * The answer to {@code request}.
   *
   * @throws Refusal when it is not done; then nothing was changed but what the refusal says
   */
  public synchronized Reply answer(Request request) {
    List<String> path = request.path();
    if (path.equals(List.of(VERSION, "openapi.json"))) {
      requireMethod(request, Set.of(GET));
      return openApi.reply();
    }
    Kind kind = kind(path);
    List<String> below = path.subList(2, path.size());
    if (below.size() == kind.place().size()) {
      requireMethod(request, Set.of(GET));
      return list(kind, below, request);
    }
    requireMethod(request, kind.methods());
    return one(kind, address(below), request);
  }

  private Kind kind(List<String> path) {
    if (path.size() < 2 || !path.get(0).equals(VERSION)) {
      throw nowhere();
    }
    return kinds.stream()
        .filter(kind -> kind.name().equals(path.get(1)))
        .filter(kind -> path.size() - 2 - kind.place().size() <= 1)
        .filter(kind -> path.size() - 2 >= kind.place().size())
        .findFirst()
        .orElseThrow(Desk::nowhere);
  }

  private static Refusal nowhere() {
    return BridgeProblem.NO_SUCH_ROUTE.because(
        "there is no such path", "GET /v1/openapi.json has those there are");
  }

  private static Address address(List<String> below) {
    int last = below.size() - 1;
    return new Address(List.copyOf(below.subList(0, last)), below.get(last));
  }

  private static void requireMethod(Request request, Set<String> methods) {
    if (!methods.contains(request.method())) {
      String allowed = String.join(", ", new TreeSet<>(methods));
      throw BridgeProblem.METHOD_NOT_ALLOWED
          .because("this path has " + allowed + " alone")
          .with("Allow", allowed);
    }
  }

  private static Reply list(Kind kind, List<String> place, Request request) {
    requirePlainGet(request);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("items", kind.list(place));
    return Reply.json(200, page);
  }

  private static void requirePlainGet(Request request) {
    request.requireNoBody();
    if (request.isDryRun()) {
      throw BridgeProblem.MALFORMED_REQUEST.because("a GET changes nothing: leave dryRun out");
    }
  }

  private static Reply one(Kind kind, Address address, Request request) {
    return switch (request.method()) {
      case PUT -> put(kind, address, request);
      case DELETE -> delete(kind, address, request);
      default -> get(kind, address, request);
    };
  }

  private static Reply get(Kind kind, Address address, Request request) {
    requirePlainGet(request);
    Map<String, Object> now = kind.find(address).orElseThrow(() -> missing(kind));
    return shown(200, now);
  }

  private static Reply put(Kind kind, Address address, Request request) {
    var wish = request.fields(kind.members());
    boolean dryRun = request.isDryRun();
    Optional<Map<String, Object>> before = kind.find(address);
    request.require(before.map(EntityTag::of));
    Intent intent = kind.put(address, before, wish);
    if (dryRun) {
      return Reply.json(200, intent.preview(before));
    }
    if (intent.action() == Action.NONE) {
      return shown(200, before.orElseThrow());
    }
    amidst(intent::carryOut);
    Map<String, Object> after = amidst(() -> kind.find(address)).orElseThrow(() -> goneSince(kind));
    return shown(intent.action() == Action.CREATE ? 201 : 200, after);
  }

  private static Reply delete(Kind kind, Address address, Request request) {
    request.requireNoBody();
    boolean dryRun = request.isDryRun();
    Optional<Map<String, Object>> before = kind.find(address);
    request.require(before.map(EntityTag::of));
    Map<String, Object> now = before.orElseThrow(() -> missing(kind));
    Intent intent = amidst(() -> kind.delete(address, now));
    if (dryRun) {
      return Reply.json(200, intent.preview(before));
    }
    return Reply.json(200, amidst(intent::carryOut).shown(intent.action()));
  }

  private static <T> T amidst(Supplier<T> act) {
    try {
      return act.get();
    } catch (ClientException e) {
      throw Failures.amidst(e);
    }
  }

  private static Reply shown(int status, Map<String, Object> resource) {
    return Reply.json(status, resource).with(ETAG, EntityTag.of(resource).text());
  }

  private static Refusal missing(Kind kind) {
    return BridgeProblem.NOT_FOUND.because("there is no such thing among the " + kind.name());
  }

  private static Refusal goneSince(Kind kind) {
    return BridgeProblem.CONFLICT.because(
        "it was done, and since then there is no such thing among the " + kind.name(),
        "look at what stands now, and ask again");
  }
}
