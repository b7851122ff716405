package dev.coffer.client.bridge.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.client.bridge.http.BridgeProblem;
import dev.coffer.client.bridge.kind.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document, and docs/bridge.md, against the routes that are really there. */
class OpenApiTest {
  private static final Pattern PATH = Pattern.compile("/v1/[A-Za-z0-9~{}/._-]+");

  @TempDir Path place;
  private final JsonObject document = JsonParser.parseString(OpenApi.document()).getAsJsonObject();

  private Workspace workspace() {
    return Workspace.withoutProject(
        new Surroundings(
            Map.of("COFFER_HOME", place.toString(), "COFFER_KEYCHAIN", "file"),
            place,
            Clock.systemUTC(),
            new SecureRandom(),
            warning -> {}));
  }

  private JsonObject paths() {
    return document.getAsJsonObject("paths");
  }

  @Test
  void document_hasEveryRouteAndNoOther() {
    Map<String, Set<String>> documented = new TreeMap<>();
    for (String path : paths().keySet()) {
      Set<String> methods = new TreeSet<>();
      paths().getAsJsonObject(path).keySet().stream()
          .filter(name -> !name.equals("parameters"))
          .forEach(name -> methods.add(name.toUpperCase(Locale.ROOT)));
      documented.put(path, methods);
    }
    assertThat(documented).isEqualTo(new TreeMap<>(new Desk(kinds()).routes()));
  }

  @Test
  void bodies_haveTheMembersThatAreTaken() {
    for (Kind kind : kinds()) {
      if (kind.methods().contains("PUT")) {
        JsonObject put = operation(kind, "put");
        String schema =
            put.getAsJsonObject("requestBody")
                .getAsJsonObject("content")
                .getAsJsonObject("application/json")
                .getAsJsonObject("schema")
                .get("$ref")
                .getAsString();
        assertThat(properties(schema)).as(kind.name()).isEqualTo(new TreeSet<>(kind.members()));
        assertThat(resolved(schema).get("additionalProperties").getAsBoolean()).isFalse();
      }
    }
  }

  private List<Kind> kinds() {
    return Kinds.of(workspace());
  }

  private JsonObject operation(Kind kind, String method) {
    return paths().entrySet().stream()
        .filter(path -> path.getKey().startsWith("/v1/" + kind.name() + "/"))
        .map(Map.Entry::getValue)
        .map(JsonElement::getAsJsonObject)
        .filter(item -> item.has(method))
        .map(item -> item.getAsJsonObject(method))
        .findFirst()
        .orElseThrow();
  }

  private JsonObject resolved(String reference) {
    JsonObject at = document;
    for (String name : reference.substring(2).split("/", -1)) {
      at = at.getAsJsonObject(name);
    }
    return at;
  }

  private Set<String> properties(String reference) {
    return new TreeSet<>(resolved(reference).getAsJsonObject("properties").keySet());
  }

  @Test
  void references_leadSomewhere() {
    List<String> references =
        Pattern.compile("\"\\$ref\": *\"([^\"]+)\"")
            .matcher(OpenApi.document())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(references).isNotEmpty().allSatisfy(one -> assertThat(resolved(one)).isNotNull());
  }

  @Test
  void documentation_namesEveryRoute_andNoOther() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "bridge.md"));
    Set<String> routes = new Desk(kinds()).routes().keySet();
    assertThat(routes).allSatisfy(route -> assertThat(page).contains("`" + route + "`"));
    List<Pattern> known =
        routes.stream()
            .map(route -> Pattern.compile(route.replaceAll("\\{[a-z]+}", "[A-Za-z0-9{}~._-]+")))
            .toList();
    assertThat(PATH.matcher(page).results().map(MatchResult::group))
        .allMatch(path -> known.stream().anyMatch(one -> one.matcher(path).matches()));
  }

  @Test
  void documentation_namesEveryProblem() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "bridge.md"));
    for (var problem : BridgeProblem.values()) {
      assertThat(page).contains("| `" + problem.code() + "` | " + problem.status() + " |");
    }
  }
}
