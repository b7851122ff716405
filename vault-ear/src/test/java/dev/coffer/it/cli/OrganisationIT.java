package dev.coffer.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People with machines of their own, an organisation, and a vault that belongs to it. */
final class OrganisationIT {
  private static final String NONE = "";
  private static final String DOTENV = "API_KEY=k-live\nHOST=db.example.org\n";

  private final String acme = "o" + Workplace.random();
  private Teammate anna;
  private Teammate bob;

  @BeforeEach
  void annaSharesHerVaultWithBob() throws Exception {
    anna = Teammate.of(Running.H2, "anna");
    bob = Teammate.of(Running.H2, "bob");
    Files.writeString(anna.machine().project().resolve(".env"), DOTENV);
    anna.run("init");
    anna.machine().expect("k-staging", "set", "API_KEY", "--env", "staging");
    anna.run("push");
    anna.run("org", "create", acme);
    assertThat(anna.run("share", "--org", acme, "--json")).contains("\"version\": 1");
    anna.letsIn(acme, bob);
    bob.checksOut(anna.machine());
  }

  private static String value(Machine machine, String... key) throws Exception {
    String[] get = new String[key.length + 1];
    get[0] = "get";
    System.arraycopy(key, 0, get, 1, key.length);
    return machine.expect(NONE, get).strip();
  }

  @Test
  void members_readAndWriteTheSameVault_andNewDevicesCome() throws Exception {
    bob.run("pull");
    assertThat(value(bob.machine(), "API_KEY")).isEqualTo("k-live");
    bob.machine().expect("k-new", "set", "API_KEY");
    bob.run("push");
    anna.run("pull");
    assertThat(value(anna.machine(), "API_KEY")).isEqualTo("k-new");
    assertThat(anna.run("list-remote", "--org", acme)).contains("version 2");

    Machine second = bob.another("bob-2");
    Teammate.checkOut(anna.machine(), second);
    second.expect(NONE, "pull");
    assertThat(value(second, "API_KEY")).isEqualTo("k-new");

    String annas = fingerprint(anna.run("org", "verify", acme, "--json"));
    assertThat(fingerprint(bob.run("org", "verify", "--json"))).isEqualTo(annas);
    anna.run("org", "export", "--output", "chain.json");
    assertThat(fingerprint(anna.run("org", "verify", "--file", "chain.json", "--json")))
        .isEqualTo(annas);
    assertThat(anna.run("org", "show")).contains(bob.account(), "developer", "2 devices");
  }

  private static String fingerprint(String json) {
    return json.lines().filter(line -> line.contains("\"fingerprint\"")).findFirst().orElseThrow();
  }

  @Test
  void aMemberOfOneEnvironment_readsAndWritesThatOneAlone() throws Exception {
    Teammate carla = Teammate.of(Running.H2, "carla");
    anna.letsIn(acme, carla, "--env", "staging", "--write");
    carla.checksOut(anna.machine());
    carla.run("pull");
    assertThat(value(carla.machine(), "API_KEY", "--env", "staging")).isEqualTo("k-staging");
    assertThat(carla.tries("get", "HOST").status()).isEqualTo(7);
    carla.machine().expect("by-carla", "set", "API_KEY", "--env", "staging");
    carla.run("push");
    bob.run("pull");
    assertThat(value(bob.machine(), "API_KEY", "--env", "staging")).isEqualTo("by-carla");
    assertThat(value(bob.machine(), "HOST")).isEqualTo("db.example.org");

    carla.machine().expect("mine", "set", "HOST");
    Said refused = carla.tries("push");
    assertThat(refused.status()).as(refused.toString()).isEqualTo(3);
    anna.run("pull");
    assertThat(value(anna.machine(), "HOST")).isEqualTo("db.example.org");

    anna.run("org", "grant", carla.account(), "--env", "staging", "--read", "--org", acme);
    carla.run("delete", "HOST");
    carla.machine().expect("again", "set", "API_KEY", "--env", "staging");
    assertThat(carla.tries("push").status()).isEqualTo(3);
  }

  @Test
  void remove_endsEverythingAtOnce_andListsWhatTheyCouldRead() throws Exception {
    Machine second = bob.another("bob-2");
    bob.run("pull");
    String report = anna.run("org", "remove", bob.account(), "--json");
    assertThat(report).contains("\"API_KEY\"", "\"HOST\"", "\"staging\"", "\"read\": true");
    assertThat(report).doesNotContain("k-live", "db.example.org", "k-staging");
    for (Machine gone : new Machine[] {bob.machine(), second}) {
      Teammate.checkOut(anna.machine(), gone);
      Said refused = gone.run(NONE, "pull");
      assertThat(refused.status()).as(refused.toString()).isEqualTo(7);
    }
    anna.machine().expect("k-rotated", "set", "API_KEY");
    anna.run("push");
    assertThat(anna.run("org", "remove", bob.account(), "--json"))
        .contains("\"status\": \"removed\"");
    assertThat(anna.tries("org", "leave", "--yes").status()).isEqualTo(4);
  }

  @Test
  void aRole_isWhatTheServerGoesBy() throws Exception {
    assertThat(bob.tries("org", "role", anna.account(), "reader").status()).isEqualTo(4);
    anna.run("org", "role", bob.account(), "reader");
    bob.run("pull");
    bob.machine().expect("x", "set", "API_KEY");
    Said refused = bob.tries("push");
    assertThat(refused.status()).as(refused.toString()).isEqualTo(3);
    bob.run("pull", "--discard", "--yes");
    anna.run("org", "role", bob.account(), "admin");
    assertThat(bob.tries("org", "remove", anna.account()).status()).isEqualTo(4);
    anna.run("org", "transfer", bob.account());
    bob.run("org", "remove", anna.account());
    assertThat(anna.tries("pull").status()).isEqualTo(7);
  }

  @Test
  void forget_oneOrganisationOnly_whenSomebodySaysSo() throws Exception {
    String beta = "o" + Workplace.random();
    anna.run("org", "create", beta);
    String verified = anna.run("org", "verify", acme, "--json");
    assertThat(anna.tries("org", "forget", "nothing", "--yes").status()).isEqualTo(7);
    Said asked = anna.tries("org", "forget", acme);
    assertThat(asked.status()).as(asked.toString()).isEqualTo(2);
    assertThat(asked.talk()).contains("newest event", "Forget them?", "nothing was changed");
    assertThat(anna.machine().run("n\n", "org", "forget", acme).status()).isNotZero();
    assertThat(pinned(anna)).isEqualTo(2);

    assertThat(anna.run("org", "forget", acme, "--yes", "--json"))
        .contains("\"status\": \"forgotten\"", acme, fingerprint(verified).strip());
    assertThat(pinned(anna)).isEqualTo(1);
    assertThat(anna.run("org", "forget", beta, "--yes", "--offline")).isEmpty();
    assertThat(value(anna.machine(), "API_KEY")).isEqualTo("k-live");
    assertThat(anna.run("org", "verify", acme, "--json")).isEqualTo(verified);
    anna.run("pull");
    assertThat(pinned(anna)).isEqualTo(1);
  }

  private static long pinned(Teammate person) throws IOException {
    try (Stream<Path> files = Files.walk(person.machine().project().getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("membership-") && name.endsWith(".sealed"))
          .count();
    }
  }

  @Test
  void unshare_givesTheValuesBackToWhoDoesIt() throws Exception {
    assertThat(bob.tries("unshare", "--yes").status()).isEqualTo(3);
    anna.run("unshare", "--yes");
    assertThat(value(anna.machine(), "API_KEY")).isEqualTo("k-live");
    assertThat(bob.tries("pull").status()).isEqualTo(7);
    anna.machine().expect("k-mine", "set", "API_KEY");
    anna.run("push");
    assertThat(anna.run("list-remote")).contains("version 2");
    assertThat(anna.run("list-remote", "--org", acme)).isEmpty();
  }
}
