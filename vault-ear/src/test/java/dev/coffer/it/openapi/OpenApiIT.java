package dev.coffer.it.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.coffer.it.kit.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GET /openapi: a route that is added is in it, with the failures that any route has. */
final class OpenApiIT {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
  // Open to anybody, and yet it refuses with 401.
  private static final Route SIGN_IN = new Route("post", "/api/sessions", true);

  /** Open to anybody who brings a proof, which may be a bad one. */
  private static final Set<Route> PROVING =
      Set.of(SIGN_IN, new Route("post", "/api/vault/oidc", true));

  private JsonObject paths;

  @BeforeEach
  void read() throws Exception {
    paths =
        Running.H2
            .server()
            .api()
            .get("/openapi?format=json")
            .require(200)
            .json()
            .getAsJsonObject("paths");
  }

  @Test
  void document_everyRouteOfTheSourcesAndNoOther() throws Exception {
    List<Route> declared = Route.declared();
    assertThat(declared)
        .contains(
            SIGN_IN,
            new Route("post", "/api/vaults/{id}/sync", false),
            new Route("post", "/api/orgs/{org}/vaults/{id}/sync", false),
            new Route("delete", "/api/orgs/{org}/vaults/{id}", false));
    assertThat(documented())
        .containsExactlyInAnyOrderElementsOf(
            declared.stream().map(route -> route.method() + " " + route.path()).toList());
  }

  @Test
  void everyRoute_itsSuccessAndTheFailuresOfAny() throws Exception {
    for (Route route : Route.declared()) {
      Set<String> statuses = operation(route).getAsJsonObject("responses").keySet();
      assertThat(statuses).as("%s", route).containsAnyOf("200", "201");
      assertThat(statuses).as("%s", route).contains("400", "500", "503");
      assertThat(statuses.contains("401"))
          .as("%s answers 401", route)
          .isEqualTo(!route.forAnybody() || PROVING.contains(route));
    }
  }

  @Test
  void everyRoute_whatItsPathNames() throws Exception {
    for (Route route : Route.declared()) {
      Set<String> declared = new TreeSet<>(pathParameters(operation(route)));
      declared.addAll(pathParameters(paths.getAsJsonObject(route.path())));
      assertThat(declared).as("%s", route).isEqualTo(route.parameters());
    }
  }

  @Test
  void everyRoute_bearerUnlessForAnybody() throws Exception {
    for (Route route : Route.declared()) {
      assertThat(operation(route).has("security")).as("%s", route).isEqualTo(!route.forAnybody());
    }
  }

  @Test
  void everyFailure_isAProblem() throws Exception {
    for (Route route : Route.declared()) {
      JsonObject answers = operation(route).getAsJsonObject("responses");
      for (String status : answers.keySet()) {
        if (status.startsWith("4") || status.startsWith("5")) {
          JsonObject content = answers.getAsJsonObject(status).getAsJsonObject("content");
          assertThat(content.keySet())
              .as("%s, %s", route, status)
              .containsExactly("application/problem+json");
        }
      }
    }
  }

  @Test
  void auditRoutes_bothDirectionsAreExplained() throws Exception {
    for (String path : List.of("/api/audit", "/api/vaults/{id}/audit")) {
      JsonObject audit = operation(new Route("get", path, false));
      List<String> explained = new ArrayList<>();
      for (JsonElement parameter : audit.getAsJsonArray("parameters")) {
        if (parameter.getAsJsonObject().has("description")) {
          explained.add(parameter.getAsJsonObject().get("name").getAsString());
        }
      }
      assertThat(explained).as(path).containsExactlyInAnyOrder("cursor", "after");
    }
  }

  private List<String> documented() {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, JsonElement> path : paths.entrySet()) {
      for (String method : path.getValue().getAsJsonObject().keySet()) {
        if (METHODS.contains(method)) {
          found.add(method + " " + path.getKey());
        }
      }
    }
    return found;
  }

  private static List<String> pathParameters(JsonObject declaring) {
    List<String> names = new ArrayList<>();
    if (declaring.has("parameters")) {
      for (JsonElement parameter : declaring.getAsJsonArray("parameters")) {
        if (parameter.getAsJsonObject().get("in").getAsString().equals("path")) {
          names.add(parameter.getAsJsonObject().get("name").getAsString());
        }
      }
    }
    return names;
  }

  private JsonObject operation(Route route) {
    return paths.getAsJsonObject(route.path()).getAsJsonObject(route.method());
  }
}
