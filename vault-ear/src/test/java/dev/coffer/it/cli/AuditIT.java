package dev.coffer.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Call;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged command verifies, exports and follows the log of the packaged server. */
final class AuditIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String NONE = "";

  private LyingServer server;
  private Machine machine;

  @BeforeEach
  void signIn() throws Exception {
    server = LyingServer.before(Running.H2.server());
    String account = "p" + Workplace.random();
    CreatedAccount created =
        Running.H2
            .people()
            .administrator()
            .api()
            .post("/api/accounts", new CreateAccount(account, false))
            .require(201)
            .as(CreatedAccount.class);
    machine = Machine.create("audit");
    machine.expect(
        created.signInSecret() + "\n" + Workplace.random() + "\n",
        "login",
        "--server",
        server.uri().toString(),
        "--account",
        account,
        "--password-stdin");
    machine.expect(NONE, "init");
    push("one");
    push("two");
    machine.expect(NONE, "show", "@{1}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void push(String value) throws Exception {
    machine.expect(value, "set", "KEY");
    machine.expect(NONE, "push");
  }

  private String field(String output, String name) {
    return output
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void log_isVerifiedExportedAndVerifiedAgainWithoutAServer() throws Exception {
    String online = machine.expect(NONE, "audit", "verify");
    machine.expect(NONE, "audit", "export", "--output", "log.jsonl");
    Path file = machine.project().resolve("log.jsonl");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(file)).hasSize(Integer.parseInt(field(online, "records")));
    assertThat(machine.expect(NONE, "audit", "export")).isEqualTo(Files.readString(file));

    server.away = true;
    Machine stranger = Machine.create("auditor");
    String elsewhere = stranger.expect(NONE, "audit", "verify", "--file", file.toString());
    assertThat(elsewhere).isEqualTo(online);
    assertThat(machine.expect(NONE, "audit", "verify", "--file", "log.jsonl")).isEqualTo(online);
    assertThat(machine.run(NONE, "audit", "verify").status()).isEqualTo(5);
    server.away = false;

    Said again = machine.run(NONE, "audit", "export", "--output", "log.jsonl");
    assertThat(again.status()).as(again.toString()).isEqualTo(4);
    String vault =
        JsonParser.parseString(machine.expect(NONE, "status", "--json"))
            .getAsJsonObject()
            .get("vault")
            .getAsString();
    machine.expect(
        NONE, "audit", "export", "--vault", vault, "--output", "log.jsonl", "--overwrite");
    assertThat(Files.readAllLines(file)).isNotEmpty().allMatch(line -> line.contains(vault));
    machine.expect(NONE, "audit", "verify", "--file", "log.jsonl", "--vault", vault);

    List<String> events =
        machine.expect(NONE, "audit", "export", "--format", "cef", "--from", "2").lines().toList();
    assertThat(events)
        .hasSize(Integer.parseInt(field(online, "records")) - 1)
        .allMatch(line -> line.startsWith("CEF:0|Coffer|Coffer|"))
        .anyMatch(line -> line.contains("|push|Vault version stored|3|rt="));
  }

  @Test
  void log_thatAServerLiesAbout_isRefusedAndNothingIsWritten() throws Exception {
    String honest = machine.expect(NONE, "audit", "verify");
    int records = Integer.parseInt(field(honest, "records"));
    refused(entries -> entries.remove(entries.size() - 1), records, "it is gone");
    refused(entries -> clear(entries), 1, "it is gone");
    refused(
        entries -> entries.get(1).getAsJsonObject().addProperty("outcome", "no"),
        2,
        "it was changed");
    refused(entries -> entries.remove(1), 2, "it is missing");
    refused(entries -> entries.set(1, entries.set(2, entries.get(1))), 2, "it is missing");
    refused(entries -> entries.add(entries.get(0)), 1, "it is served after record " + records);
    server.lie = LyingServer::honestly;
    assertThat(machine.expect(NONE, "audit", "verify")).isEqualTo(honest);
  }

  private static void clear(JsonArray entries) {
    while (!entries.isEmpty()) {
      entries.remove(0);
    }
  }

  private void refused(Consumer<JsonArray> lie, int record, String why) throws Exception {
    server.lie = lie;
    for (String[] words :
        List.of(
            new String[] {"audit", "verify"},
            new String[] {"audit", "export", "--output", "refused"})) {
      Said said = machine.run(NONE, words);
      assertThat(said.status()).as(said.toString()).isEqualTo(6);
      assertThat(said.talk())
          .contains("coffer: the audit log is broken at record " + record + ": ")
          .contains(why);
      assertThat(said.output()).isEmpty();
    }
    try (var files = Files.list(machine.project())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("refused"));
    }
  }

  @Test
  void log_followed_showsEachNewRecordOnceOverAnOutageUntilSignedOut() throws Exception {
    Call call = machine.begin("log", "--follow", "--limit", "1", "--json");
    Eventually.holds("the newest record", PATIENCE, () -> call.output().contains("\n"));
    push("three");
    Eventually.holds("a new one", PATIENCE, () -> call.output().contains("{\\\"version\\\":3}"));
    server.away = true;
    Eventually.holds("the outage is said", PATIENCE, () -> call.talk().contains("warning: "));
    server.away = false;
    push("four");
    Eventually.holds(
        "one after the outage", PATIENCE, () -> call.output().contains("{\\\"version\\\":4}"));
    machine.expect(NONE, "logout");
    Said said = call.end();
    assertThat(said.status()).as(said.toString()).isEqualTo(3);
    assertThat(said.talk())
        .containsOnlyOnce("does not answer")
        .contains("the server answers again");
    List<Integer> sequences =
        said.output()
            .lines()
            .map(JsonParser::parseString)
            .map(JsonElement::getAsJsonObject)
            .map(entry -> entry.get("sequence").getAsInt())
            .toList();
    assertThat(sequences).isSorted().doesNotHaveDuplicates();
  }
}
