package dev.coffer.it.tenant;

import com.google.gson.JsonObject;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One route about organisations, as the server's own OpenAPI document has it. */
record TenantRoute(String method, String template) {
  static final String ROOT = "/api/orgs";
  private static final String DELETE = "delete";
  private static final List<String> METHODS =
      List.of("get", "head", "options", "post", "put", "patch", DELETE, "trace");

  /** Those with an organisation in their path; what deletes comes last. */
  static List<TenantRoute> ofOne(Api api) throws IOException {
    return all(api).stream().filter(route -> route.template.startsWith(ROOT + "/{org}")).toList();
  }

  static List<TenantRoute> all(Api api) throws IOException {
    JsonObject paths = api.get("/openapi?format=json").require(200).json().getAsJsonObject("paths");
    List<TenantRoute> routes = new ArrayList<>();
    for (String path : paths.keySet()) {
      if (path.equals(ROOT) || path.startsWith(ROOT + "/")) {
        paths.getAsJsonObject(path).keySet().stream()
            .filter(METHODS::contains)
            .forEach(method -> routes.add(new TenantRoute(method, path)));
      }
    }
    routes.sort(Comparator.comparing(route -> route.method.equals(DELETE)));
    return routes;
  }

  boolean reads() {
    return method.equals("get");
  }

  /** Whether it is for vaults in format {@code lpm}, and the estate's is not one. */
  boolean isForLpmVaults() {
    return !method.equals(DELETE) && template.equals(ROOT + "/{org}/vaults/{id}");
  }

  /** Sends {@code body}, which is there for what has one. */
  Answer send(Api api, Names names, Optional<Object> body) throws IOException {
    String path = path(names);
    return switch (method) {
      case "get" -> api.get(path);
      case DELETE -> api.delete(path);
      case "post" -> api.post(path, body.orElseThrow());
      case "put" -> api.put(path, body.orElseThrow());
      default -> throw new AssertionError("no test sends " + this);
    };
  }

  String path(Names names) {
    String path =
        template
            .replace("{org}", names.organisation())
            .replace("/vaults/{id}", "/vaults/" + names.vault())
            .replace("/invitations/{id}", "/invitations/" + names.invitation());
    if (path.contains("{")) {
      throw new AssertionError("no test knows what the path of " + this + " names");
    }
    return path;
  }

  @Override
  public String toString() {
    return method + " " + template;
  }
}
