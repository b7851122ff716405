package dev.coffer.it.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One developer's machine whose bridge declares things on the packaged server. */
final class BridgeIT {
  private static final String NONE = "";
  private static final String SECRET = "s3cret-" + Workplace.random();
  private static final String VAULT = "/v1/vaults/~/web";
  private static final String POLICY = "/v1/oidc-policies/~/web/deploy";
  private static final Map<String, Object> RULES =
      Map.of(
          "platform", "github",
          "repository", "acme/web",
          "repositoryId", "777001",
          "branches", List.of("main"),
          "events", List.of("push"),
          "workflows", List.of(".github/workflows/deploy.yml"),
          "environments", List.of("production"));

  private final String acme = "o" + Workplace.random();
  private Teammate anna;
  private RunningBridge bridge;

  @BeforeEach
  void start() throws Exception {
    anna = Teammate.of(Running.H2, "anna");
    bridge = RunningBridge.on(anna.machine());
  }

  /** Whatever a test has asked: it ends in order, and has told nothing that is a secret. */
  @AfterEach
  void end() throws Exception {
    try (RunningBridge ending = bridge) {
      Said ended = ending.end();
      assertThat(ended.status()).as("%s", ended).isZero();
      assertThat(ended.output()).isEqualTo(bridge.address() + "\n");
      assertThat(bridge.everything()).doesNotContain(SECRET, bridge.token(), "/join#1.");
    }
  }

  private void variables() throws Exception {
    bridge.put(VAULT, Map.of()).require(201);
    Machine machine = anna.machine();
    Files.writeString(machine.project().resolve("coffer.json"), "{\"vault\": \"web\"}");
    machine.expect(NONE, "pull");
    machine.expect(SECRET, "set", "API_KEY", "--env", "production");
    machine.expect(SECRET, "set", "OTHER", "--env", "production");
    machine.expect(NONE, "push");
  }

  @Test
  void vault_isMadeOnce_renamed_andNeverDeleted() throws Exception {
    JsonObject preview = bridge.rehearse(VAULT, Map.of("name", "Web"));
    assertThat(preview.get("action").getAsString()).isEqualTo("create");
    bridge.get(VAULT).require(404);

    Answer made = bridge.put(VAULT, Map.of("name", "Web")).require(201);
    assertThat(made.text())
        .isEqualTo("{\"id\":\"web\",\"owner\":\"~\",\"name\":\"Web\",\"version\":1}");
    String listed = anna.run("list-remote", "--json");
    assertThat(bridge.put(VAULT, Map.of("name", "Web")).require(200).header("ETag"))
        .isEqualTo(made.header("ETag"));
    assertThat(anna.run("list-remote", "--json")).isEqualTo(listed);

    Answer renamed = bridge.putIf(made.header("ETag"), VAULT, Map.of("name", "Shop")).require(200);
    bridge.putIf(made.header("ETag"), VAULT, Map.of("name", "Third")).require(412);
    assertThat(bridge.get(VAULT).require(200).header("ETag")).isEqualTo(renamed.header("ETag"));
    assertThat(bridge.get("/v1/vaults/~").require(200).text())
        .isEqualTo("{\"items\":[" + renamed.text() + "]}");
    assertThat(bridge.delete(VAULT).require(409).text()).contains("never deleted");
    bridge.get(VAULT).require(200);
  }

  @Test
  void environments_areNamesAndNumbers_andNothingElse() throws Exception {
    variables();
    assertThat(bridge.get("/v1/environments/~/web").require(200).text())
        .isEqualTo(
            "{\"items\":[{\"id\":\"production\",\"owner\":\"~\",\"vault\":\"web\",\"keys\":2}]}");
    bridge.get("/v1/environments/~/web/production").require(200);
    bridge.get("/v1/environments/~/web/default").require(404);
    bridge.get("/v1/environments/~/none").require(404);
    bridge.put("/v1/environments/~/web/staging", Map.of()).require(405);
    bridge.delete("/v1/environments/~/web/production").require(405);
    assertThat(anna.run("get", "API_KEY", "--env", "production").strip()).isEqualTo(SECRET);
  }

  @Test
  void rulesForVariables_areDeclaredOnce_changed_andEnded() throws Exception {
    String rules = "/v1/environment-schemas/~/web";
    Map<String, Object> port = Map.of("vars", Map.of("PORT", Map.of("format", "port")));
    bridge.put(rules, port).require(409);
    bridge.put(VAULT, Map.of()).require(201);
    bridge.rehearse(rules, port);
    Answer made = bridge.put(rules, port).require(201);
    String vault = bridge.get(VAULT).require(200).text();
    assertThat(bridge.put(rules, port).require(200).text()).isEqualTo(made.text());
    assertThat(bridge.get(VAULT).require(200).text()).isEqualTo(vault);

    String wrong = bridge.put(rules, wrongFormat()).require(400).text();
    assertThat(wrong).contains("vars");
    bridge.put(rules, Map.of("vars", Map.of())).require(400);
    bridge.put(rules, Map.of("vars", "PORT")).require(400);
    bridge.put(rules, Map.of()).require(400);
    assertThat(bridge.get(rules).require(200).text()).isEqualTo(made.text());
    bridge.put(rules, Map.of("vars", Map.of("HOST", Map.of("required", true)))).require(200);
    assertThat(bridge.get("/v1/environment-schemas/~").require(200).text())
        .contains("HOST")
        .doesNotContain("PORT");

    bridge.delete(rules).require(200);
    bridge.get(rules).require(404);
    bridge.delete(rules).require(404);
    bridge.get(VAULT).require(200);
  }

  private static Map<String, Object> wrongFormat() {
    return Map.of("vars", Map.of("PORT", Map.of("format", "colour")));
  }

  @Test
  void platforms_areThoseOfTheServer() throws Exception {
    JsonObject github = bridge.get("/v1/platforms/github").require(200).json();
    assertThat(github.get("kind").getAsString()).isEqualTo("github");
    assertThat(github.getAsJsonArray("issuers").toString())
        .contains("https://token.actions.githubusercontent.com");
    assertThat(bridge.get("/v1/platforms").require(200).text()).contains(github.toString());
    bridge.get("/v1/platforms/nowhere").require(404);
    bridge.put("/v1/platforms/github", Map.of()).require(405);
  }

  @Test
  void policy_isRehearsed_set_changed_andEnded_andTheLogNamesTheBridge() throws Exception {
    variables();
    JsonObject preview = bridge.rehearse(POLICY, RULES);
    assertThat(preview.get("action").getAsString()).isEqualTo("create");
    assertThat(preview.get("keys").getAsInt()).isEqualTo(2);
    assertThat(preview.getAsJsonArray("readable").get(0))
        .hasToString(
            "{\"by\":\"runs of github acme/web\",\"vault\":\"web\",\"environment\":\"production\","
                + "\"keys\":2}");
    assertThat(policies()).isEmpty();

    Answer made = bridge.put(POLICY, RULES).require(201);
    assertThat(policies()).hasSize(1);
    assertThat(made.json().getAsJsonArray("escrowed")).hasToString("[\"production\"]");
    assertThat(made.json().getAsJsonArray("concerns")).isEmpty();
    assertThat(made.json().get("text").getAsString()).contains("acme/web");
    String log = anna.run("log", "--all", "--json");
    assertThat(bridge.put(POLICY, RULES).require(200).text()).isEqualTo(made.text());
    assertThat(bridge.rehearse(POLICY, RULES).get("action").getAsString()).isEqualTo("none");
    assertThat(mutations(anna.run("log", "--all", "--json"))).isEqualTo(mutations(log));
    assertThat(log).contains("\"policy_set\"", "\\\"client\\\":\\\"bridge\\\"");

    bridge.put(POLICY, with("environments", List.of("production", "staging"))).require(200);
    bridge.putIf(made.header("ETag"), POLICY, RULES).require(412);
    bridge.heard(bridge.api().with("If-Match", made.header("ETag")).delete(POLICY)).require(412);
    assertThat(bridge.get(POLICY).require(200).text()).contains("staging");
    assertThat(policies().get(0)).contains("staging");
    assertThat(bridge.get("/v1/oidc-policies/~/web").require(200).text()).contains("acme/web");

    String id = made.json().get("policy").getAsString();
    bridge.get("/v1/oidc-policies/~/web/" + id).require(200);
    bridge.delete(POLICY + "?dryRun=true").require(200);
    assertThat(policies()).hasSize(1);
    bridge.delete(POLICY).require(200);
    bridge.delete(POLICY).require(404);
    assertThat(policies()).isEmpty();
  }

  @Test
  void policy_thatCannotBe_isRefused_andNothingStands() throws Exception {
    variables();
    bridge.put(POLICY, with("branches", List.of())).require(400);
    bridge.put(POLICY, with("environments", List.of())).require(400);
    bridge.put(POLICY, with("platform", "nowhere")).require(400);
    bridge.put(POLICY, with("colour", "red")).require(400);
    bridge.put(POLICY, with("repository", "acme/*")).require(400);
    bridge.put("/v1/oidc-policies/~/none/deploy", RULES).require(404);
    bridge.put("/v1/oidc-policies/~/web/a:b", RULES).require(400);
    bridge.heard(bridge.api().postText(POLICY, "{}")).require(405);
    assertThat(policies()).isEmpty();
  }

  private static Map<String, Object> with(String member, Object value) {
    Map<String, Object> rules = new TreeMap<>(RULES);
    rules.put(member, value);
    return rules;
  }

  private List<String> policies() throws Exception {
    List<String> found = new ArrayList<>();
    JsonParser.parseString(anna.run("oidc", "list", "--json"))
        .getAsJsonObject()
        .getAsJsonArray("policies")
        .forEach(policy -> found.add(policy.toString()));
    return found;
  }

  /** Reading appends records too. */
  private static long mutations(String log) {
    return log.lines()
        .filter(line -> line.contains("\"action\"") && !line.contains("pull"))
        .count();
  }

  @Test
  void membership_fromTheInvitationToItsEnd() throws Exception {
    Teammate bob = Teammate.of(Running.H2, "bob");
    String organisation = "/v1/organisations/" + acme;
    bridge.rehearse(organisation, Map.of());
    bridge.get(organisation).require(404);
    bridge.put(organisation, Map.of()).require(201);
    bridge.put(organisation, Map.of()).require(200);
    bridge.delete(organisation).require(405);
    assertThat(bridge.get("/v1/organisations").require(200).text()).contains(acme);
    bridge.put("/v1/vaults/" + acme + "/web", Map.of()).require(201);
    shareValues();

    String membership = "/v1/memberships/" + acme + "/new-colleague";
    Map<String, Object> offer = Map.of("role", "reader", "environments", Map.of());
    bridge.rehearse(membership, offer);
    assertThat(anna.run("org", "show", acme, "--json")).contains("\"invitations\": []");
    JsonObject invited = bridge.put(membership, offer).require(201).json();
    assertThat(invited.get("state").getAsString()).isEqualTo("invited");
    assertThat(bridge.put(membership, offer).require(200).json()).isEqualTo(invited);
    assertThat(bridge.get("/v1/memberships/" + acme).require(200).text())
        .contains("new-colleague", anna.account());
    Path link = Path.of(invited.get("linkFile").getAsString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(link)))
        .isEqualTo("rw-------");
    anna.confirms(acme, bob, Files.readString(link).strip());
    assertThat(bridge.get(membership).json().get("state").getAsString()).isEqualTo("confirmed");
    bridge.put(membership, Map.of("role", "developer")).require(409);

    grants(bob);
    String byAccount =
        "/v1/memberships/"
            + acme
            + "/"
            + bridge.get(membership).json().get("account").getAsString();
    JsonObject gone = bridge.delete(byAccount).require(200).json();
    assertThat(gone.getAsJsonArray("warnings").toString()).contains("3 values");
    assertThat(gone.get("valuesToReplace").getAsInt()).isEqualTo(3);
    bridge.get(membership).require(404);
    assertThat(bob.tries("org", "show", acme).status()).isNotZero();
    isForgotten(membership, bob, offer);
    bridge.delete("/v1/memberships/" + acme + "/" + anna.account()).require(409);
    bridge.delete("/v1/vaults/" + acme + "/web?dryRun=true").require(200);
    bridge.get("/v1/vaults/" + acme + "/web").require(200);
    bridge.delete("/v1/vaults/" + acme + "/web").require(200);
    bridge.get("/v1/vaults/" + acme + "/web").require(404);
  }

  /** A name that was left would mean {@code bob} again when he comes back by another invitation. */
  private void isForgotten(String membership, Teammate bob, Map<String, Object> offer)
      throws Exception {
    String again = "/v1/memberships/" + acme + "/old-colleague";
    JsonObject invited = bridge.put(again, offer).require(201).json();
    String link = Files.readString(Path.of(invited.get("linkFile").getAsString())).strip();
    anna.confirms(acme, bob, link);
    assertThat(bridge.get(again).json().get("state").getAsString()).isEqualTo("confirmed");
    bridge.get(membership).require(404);
  }

  private void shareValues() throws Exception {
    Machine checkout = anna.machine().in("shared");
    String id = bridge.get("/v1/organisations/" + acme).json().get("organisation").getAsString();
    Files.writeString(
        checkout.project().resolve("coffer.json"),
        "{\"vault\": \"web\", \"organisation\": {\"id\": \""
            + id
            + "\", \"name\": \""
            + acme
            + "\"}}");
    checkout.expect(NONE, "pull");
    checkout.expect(SECRET, "set", "API_KEY", "--env", "production");
    checkout.expect(SECRET, "set", "OTHER", "--env", "production");
    checkout.expect(SECRET, "set", "LOCAL");
    checkout.expect(NONE, "push");
  }

  private void grants(Teammate bob) throws Exception {
    String grant = "/v1/grants/" + acme + "/" + bob.account();
    bridge.get(grant).require(404);
    Map<String, Object> production =
        Map.of("role", "developer", "environments", Map.of("production", "read"));
    JsonObject preview = bridge.rehearse(grant, production);
    assertThat(preview.get("keys").getAsInt()).isEqualTo(2);
    assertThat(preview.toString()).contains("member " + bob.account());
    bridge.put(grant, Map.of("role", "reader", "environments", Map.of("x", "write"))).require(400);
    bridge.put(grant, Map.of("role", "owner", "environments", Map.of("x", "read"))).require(400);
    Map<String, Object> nothing = Map.of("role", "reader", "environments", Map.of());
    assertThat(bridge.put(grant, nothing).require(400).text()).contains("DELETE");
    bridge.get(grant).require(404);

    Answer made = bridge.put(grant, production).require(201);
    String seen = anna.run("org", "show", acme, "--json");
    assertThat(seen).contains("production");
    bridge.put(grant, production).require(200);
    assertThat(anna.run("org", "show", acme, "--json")).isEqualTo(seen);
    bridge.put(grant, Map.of("role", "developer")).require(200);
    bridge.putIf(made.header("ETag"), grant, production).require(412);
    assertThat(bridge.get(grant).json().get("environments").isJsonNull()).isTrue();
    bridge.put("/v1/grants/" + acme + "/nobody", production).require(409);
    bridge.put(grant, production).require(200);
    bridge.delete(grant + "?dryRun=true").require(200);
    bridge.get(grant).require(200);
    bridge.delete(grant).require(200);
    bridge.get(grant).require(404);
    bridge.delete("/v1/grants/" + acme + "/" + anna.account()).require(409);
  }

  @Test
  void whoIsNotLetIn_changesNothing() throws Exception {
    bridge.put(VAULT, Map.of("name", "Web")).require(201);
    Api anonymous = bridge.anonymous();
    Map<String, String> evil = Map.of("name", "Evil");
    bridge.heard(anonymous.put(VAULT, evil)).require(401);
    bridge.heard(anonymous.as("x".repeat(43)).put(VAULT, evil)).require(401);
    bridge.heard(anonymous.get("/v1/openapi.json")).require(401);
    bridge.heard(bridge.api().with("Origin", "https://evil.example").put(VAULT, evil)).require(403);
    bridge.heard(bridge.api().put(VAULT, Map.of("name", "x".repeat(70_000)))).require(413);
    assertThat(rebound()).startsWith("HTTP/1.1 421 ");
    assertThat(bridge.get(VAULT).json().get("name").getAsString()).isEqualTo("Web");
    assertThat(bridge.get("/v1/openapi.json").require(200).json().has("paths")).isTrue();
  }

  /** What a page gets whose name was pointed at this machine, though it knew the token. */
  private String rebound() throws IOException {
    String request =
        "DELETE "
            + VAULT
            + " HTTP/1.1\r\nHost: evil.example:"
            + bridge.address().getPort()
            + "\r\nAuthorization: Bearer "
            + bridge.token()
            + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bridge.address().getPort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void start_whereItMayNot_isRefused() throws Exception {
    Machine machine = anna.machine();
    Path token = machine.project().resolve("token");
    Files.writeString(token, bridge.token());
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    Said readable = machine.run(NONE, "bridge", "--token-file", "token");
    assertThat(readable.status()).isEqualTo(8);
    assertThat(readable.talk()).contains("others than you", "hint:").doesNotContain(bridge.token());
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Said refused =
          machine.run(NONE, "bridge", "--listen", "127.0.0.1:" + taken.getLocalPort(), "--json");
      assertThat(refused.status()).isEqualTo(4);
      assertThat(refused.output()).isEmpty();
      assertThat(refused.talk()).contains("another program listens", "hint:");
    }
    Said stranger = Machine.create("stranger").run(NONE, "bridge");
    assertThat(stranger.status()).isEqualTo(3);
  }

  @Test
  void session_thatEnds_isNotTheCallersFault() throws Exception {
    anna.run("logout");
    Answer refused = bridge.put(VAULT, Map.of()).require(503);
    assertThat(refused.json().get("code").getAsString()).isEqualTo("not_signed_in");
  }
}
