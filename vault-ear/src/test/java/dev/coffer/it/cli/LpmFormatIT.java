package dev.coffer.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One vault, used by turns by the packaged command and by a client of the {@code lpm} wire. */
final class LpmFormatIT {
  private static final String NONE = "";
  private static final String PROJECT =
      "{\"name\":\"shop\",\"tasks\":{\"x\":1},"
          + "\"envSchema\":{\"vars\":{\"GREETING\":{\"required\":true}}}}";

  private static Machine machine(Running where, Person person) throws Exception {
    Machine machine = Machine.create("lpm");
    return machine
        .with("COFFER_SERVER", where.server().uri().toString())
        .with("COFFER_TOKEN", person.session().token());
  }

  private static JsonObject project(Machine machine) throws IOException {
    Path file = machine.project().resolve("lpm.json");
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  private static LpmClient client(Running where, Person person, Machine machine) throws Exception {
    String vault = project(machine).get("vault").getAsString();
    return new LpmClient(where.server().api(), person.session().token(), vault);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void vault_pushedByEither_opensAtTheOther(Running where) throws Exception {
    Person person = where.people().join();
    Machine machine = machine(where, person);
    Files.writeString(machine.project().resolve("lpm.json"), PROJECT);
    Files.writeString(machine.project().resolve(".env"), "GREETING=hello\nUMLAUT=\"ä\"\n");
    machine.expect(NONE, "init", "--format", "lpm");
    machine.expect(NONE, "push");

    LpmClient client = client(where, person, machine);
    byte[] key = LpmClient.keyIn(machine.lpmHome());
    JsonObject pulled = client.pull();
    assertThat(LpmClient.open(pulled, key))
        .isEqualTo("{\"environments\":{\"default\":{\"GREETING\":\"hello\",\"UMLAUT\":\"ä\"}}}");
    assertThat(pulled.get("name").getAsString()).isEqualTo("shop");
    JsonObject schema = pulled.getAsJsonObject("schema");
    assertThat(schema.get("version").getAsInt()).isEqualTo(2);
    assertThat(schema.getAsJsonObject("envSchema").keySet()).containsExactly("GREETING");

    String theirs = "{\"environments\":{\"default\":{\"GREETING\":\"moin\"},\"ci\":{\"A\":\"1\"}}}";
    assertThat(client.push(theirs, key, 1)).isEqualTo(2);
    machine.expect(NONE, "pull");
    assertThat(machine.expect(NONE, "get", "GREETING").strip()).isEqualTo("moin");
    assertThat(machine.expect(NONE, "list", "--env", "ci", "--reveal").strip()).isEqualTo("A=1");
    assertThat(project(machine).getAsJsonObject("vaultSync").get("personalVersion").getAsInt())
        .isEqualTo(2);
    assertThat(project(machine).has("tasks")).isTrue();

    machine.expect("again", "set", "GREETING");
    machine.expect(NONE, "push");
    assertThat(LpmClient.open(client.pull(), key)).contains("again").contains("\"ci\"");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void vaultOfAnOldRelease_opensOnlyWhenAllowed_andIsShownFirst(Running where) throws Exception {
    Person person = where.people().join();
    Machine machine = machine(where, person);
    machine.expect("first", "init", "--format", "lpm");
    machine.expect("mine", "set", "A");
    machine.expect(NONE, "push");
    LpmClient client = client(where, person, machine);
    client.push("{\"OLD\":\"value-of-old\"}", client.legacyKey(), 1);

    Said refused = machine.run(NONE, "pull");
    assertThat(refused.status()).as(refused.toString()).isEqualTo(6);
    Said declined = machine.run("n\n", "pull", "--allow-legacy-key");
    assertThat(declined.status()).as(declined.toString()).isEqualTo(1);
    assertThat(declined.talk()).contains("default/OLD").doesNotContain("value-of-old");
    assertThat(machine.expect(NONE, "list").strip()).isEqualTo("A");

    machine.expect("y\n", "pull", "--allow-legacy-key");
    assertThat(machine.expect(NONE, "list", "--reveal").strip()).isEqualTo("OLD=value-of-old");
    machine.expect("new", "set", "NEW");
    machine.expect(NONE, "push");
    assertThat(LpmClient.open(client.pull(), LpmClient.keyIn(machine.lpmHome())))
        .contains("value-of-old")
        .contains("new");
  }
}
