package dev.coffer.it.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.cli.Teammate;
import dev.coffer.it.hostile.LyingServer;
import dev.coffer.it.hostile.LyingServer.Asked;
import dev.coffer.it.hostile.LyingServer.Told;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * A bridge that is killed between a change of members and a vault's new key, or does not get at a
 * vault: asked again, it ends.
 */
final class UnfinishedIT {
  private static final String NONE = "";
  private static final Map<String, Object> DEVELOPER = Map.of("role", "developer");

  private final String acme = "o" + Workplace.random();
  private final String organisation = "/v1/organisations/" + acme;
  private final String membership = "/v1/memberships/" + acme + "/colleague";
  private final String web = "/v1/vaults/" + acme + "/web";
  private LyingServer between;
  private Teammate anna;
  private Teammate bob;
  private RunningBridge bridge;

  @BeforeEach
  void start() throws Exception {
    between = new LyingServer(Running.H2.server().uri());
    anna = Teammate.of(Running.H2, "anna", between.uri());
    bob = Teammate.of(Running.H2, "bob", between.uri());
    bridge = RunningBridge.on(anna.machine());
    bridge.put(organisation, Map.of()).require(201);
    bridge.put(web, Map.of()).require(201);
    JsonObject invited = bridge.put(membership, DEVELOPER).require(201).json();
    Path link = Path.of(invited.get("linkFile").getAsString());
    anna.confirms(acme, bob, Files.readString(link).strip());
    checkOut(anna.machine());
    anna.machine().expect("s3cret-" + Workplace.random(), "set", "KEY");
    anna.machine().expect(NONE, "push");
    assertThat(unfinished(organisation)).isEmpty();
  }

  @AfterEach
  void end() {
    bridge.close();
    between.close();
  }

  private void checkOut(Machine machine) throws Exception {
    String id = bridge.get(organisation).json().get("organisation").getAsString();
    Files.writeString(
        machine.project().resolve("coffer.json"),
        "{\"vault\": \"web\", \"organisation\": {\"id\": \""
            + id
            + "\", \"name\": \""
            + acme
            + "\"}}");
    machine.expect(NONE, "pull");
  }

  private List<String> unfinished(String path) throws IOException {
    return bridge.get(path).require(200).json().getAsJsonArray("unfinished").asList().stream()
        .map(one -> one.getAsString())
        .toList();
  }

  private int version() throws IOException {
    return bridge.get(web).require(200).json().get("version").getAsInt();
  }

  /** Kills the bridge when it sends the vault's new key, and starts another one. */
  private void killed(Executable act) throws Exception {
    Process doomed = bridge.process();
    between.tells(
        new LyingServer.Lie() {
          @Override
          public Optional<Told> instead(Asked asked) {
            if (asked.method().equals("GET") || !asked.path().contains("/vaults/web")) {
              return Optional.empty();
            }
            doomed.destroyForcibly();
            return Optional.of(new Told(503, NONE, Optional.empty(), false));
          }
        });
    assertThatThrownBy(act::execute).isInstanceOf(IOException.class);
    doomed.waitFor();
    between.tellsTheTruth();
    bridge = RunningBridge.on(anna.machine());
  }

  @Test
  void aRemoval_isFinishedByTheSameDelete_once() throws Exception {
    int before = version();
    killed(() -> bridge.delete(membership));
    JsonObject left = bridge.get(membership).require(200).json();
    assertThat(left.get("state").getAsString()).isEqualTo("removed");
    assertThat(unfinished(membership)).containsExactly("web");
    assertThat(unfinished(organisation)).containsExactly("web");
    assertThat(bridge.get("/v1/memberships/" + acme).require(200).text()).contains(left.toString());
    assertThat(version()).as("it has no new key yet").isEqualTo(before);
    JsonObject preview = bridge.delete(membership + "?dryRun=true").require(200).json();
    assertThat(preview.get("action").getAsString()).isEqualTo("delete");
    assertThat(preview.getAsJsonArray("warnings").toString()).contains("1 vault: web");
    assertThat(bridge.get(membership).json()).isEqualTo(left);

    JsonObject done = bridge.delete(membership).require(200).json();
    assertThat(done.get("action").getAsString()).isEqualTo("delete");
    assertThat(done.get("valuesToReplace").getAsInt()).isEqualTo(1);
    assertThat(version()).isEqualTo(before + 1);
    assertThat(unfinished(organisation)).isEmpty();
    bridge.get(membership).require(404);
    bridge.delete(membership).require(404);
    bridge.delete("/v1/memberships/" + acme + "/" + bob.account()).require(404);
    assertThat(version()).as("done once").isEqualTo(before + 1);
  }

  /**
   * Who is declared again after all comes by a new invitation, and is not let in by the old one.
   */
  @Test
  void aRemoval_isFinishedBeforeTheSameNameInvitesAnew() throws Exception {
    int before = version();
    killed(() -> bridge.delete(membership));
    assertThat(bridge.rehearse(membership, DEVELOPER).get("action").getAsString())
        .isEqualTo("update");
    JsonObject invited = bridge.put(membership, DEVELOPER).require(200).json();
    assertThat(invited.get("state").getAsString()).isEqualTo("invited");
    assertThat(version()).isEqualTo(before + 1);
    assertThat(unfinished(organisation)).isEmpty();
    String link = Files.readString(Path.of(invited.get("linkFile").getAsString())).strip();
    anna.confirms(acme, bob, link);
    assertThat(bridge.get(membership).json().get("state").getAsString()).isEqualTo("confirmed");
    checkOut(bob.machine());
  }

  @Test
  void aGrant_isFinishedByTheSamePut_andItsEndByTheSameDelete() throws Exception {
    String grant = "/v1/grants/" + acme + "/" + bob.account();
    Map<String, Object> some = Map.of("role", "reader", "environments", Map.of("default", "read"));
    bridge.put(grant, some).require(200);
    int before = version();
    Map<String, Object> less = Map.of("role", "reader", "environments", Map.of("other", "read"));
    killed(() -> bridge.put(grant, less));
    assertThat(unfinished(grant)).containsExactly("web");
    assertThat(unfinished(organisation)).containsExactly("web");
    assertThat(version()).isEqualTo(before);
    JsonObject preview = bridge.rehearse(grant, less);
    assertThat(preview.get("action").getAsString()).isEqualTo("update");
    assertThat(preview.getAsJsonArray("warnings").toString()).contains("1 vault: web");
    bridge.put(grant, less).require(200);
    assertThat(version()).isEqualTo(before + 1);
    assertThat(unfinished(grant)).isEmpty();
    assertThat(bridge.rehearse(grant, less).get("action").getAsString()).isEqualTo("none");

    bridge.put(grant, some).require(200); // granted again: its key comes with it
    checkOut(bob.machine());
    killed(() -> bridge.delete(grant));
    assertThat(unfinished(grant)).containsExactly("web");
    bridge.delete(grant).require(200);
    assertThat(unfinished(organisation)).isEmpty();
    bridge.get(grant).require(404);
    int after = version();
    bridge.delete(grant).require(404);
    assertThat(version()).as("done once").isEqualTo(after);
  }

  /** Lists a vault that it does not have, and refuses the audit log where {@code silent}. */
  private void liesAboutVaults(boolean listsAnother, boolean silent) {
    between.tells(
        new LyingServer.Lie() {
          @Override
          public Told told(Asked asked, Told honest) {
            if (listsAnother && asked.method().equals("GET") && asked.path().endsWith("/vaults")) {
              return new Told(200, withAnother(honest.body()), honest.etag(), honest.signed());
            }
            return silent && asked.path().contains("/audit")
                ? new Told(403, "{\"code\": \"forbidden\"}", Optional.empty(), false)
                : honest;
          }
        });
  }

  private static String withAnother(String vaults) {
    JsonObject list = JsonParser.parseString(vaults).getAsJsonObject();
    JsonObject another = new JsonObject();
    another.addProperty("vaultId", "withheld");
    another.addProperty("version", 1);
    another.addProperty("format", "coffer/1");
    list.getAsJsonArray("vaults").add(another);
    return list.toString();
  }

  @Test
  void aGrant_isNotDone_whileAVaultIsListedAndNotGiven() throws Exception {
    String grant = "/v1/grants/" + acme + "/" + bob.account();
    Map<String, Object> less = Map.of("role", "reader", "environments", Map.of("other", "read"));
    int before = version();
    liesAboutVaults(true, false);
    String refusal = bridge.put(grant, less).require(500).text();
    assertThat(refusal).contains("withheld", "does not give it", "coffer org role");
    assertThat(unfinished(grant)).containsExactly("withheld");
    between.tellsTheTruth();
    bridge.put(grant, less).require(200);
    assertThat(unfinished(grant)).isEmpty();
    assertThat(version()).as("once").isEqualTo(before + 1);
  }

  @Test
  void aRemoval_namesTheVaultsWithoutANewKey_alsoWhereTheAuditLogIsRefused() throws Exception {
    liesAboutVaults(true, true);
    String refusal = bridge.delete(membership).require(500).text();
    assertThat(refusal).contains("withheld", "does not give it", "coffer org remove");
    assertThat(unfinished(membership)).containsExactly("withheld");
    between.tellsTheTruth();
    bridge.get(membership).require(404);
  }

  @Test
  void aRemoval_isDone_andSaysThatNobodyCounted_whereTheAuditLogIsRefused() throws Exception {
    int before = version();
    liesAboutVaults(false, true);
    JsonObject done = bridge.delete(membership).require(200).json();
    assertThat(done.get("valuesToReplace").isJsonNull()).isTrue();
    assertThat(done.getAsJsonArray("warnings").toString())
        .contains("cannot be found out now", "coffer org remove ", " --org " + acme);
    assertThat(version()).isEqualTo(before + 1);
    bridge.get(membership).require(404);
    between.tellsTheTruth();
    assertThat(anna.machine().expect(NONE, "org", "remove", bob.account())).contains("KEY");
  }
}
