package dev.coffer.it.terraform;

import static dev.coffer.terraform.kit.Block.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Workplace;
import dev.coffer.it.terraform.Terraforming.Driver;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.embedded.Surrounded;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What cases about the provider have in common: an organisation's name that nobody has, blocks, and
 * what is expected of a command. A class of cases has a {@link Terraforming} of its own and
 * {@code @MethodSource("drivers")}.
 */
abstract class ProviderCase {
  static final String NONE = "";

  final String acme = "o" + Workplace.random();

  static Stream<Driver> drivers() {
    return Terraforming.drivers();
  }

  /** The real programs alone. */
  static Stream<Driver> real() {
    return Terraforming.real();
  }

  static void applies(Workshop workshop, String changes) throws Exception {
    Outcome applied = workshop.apply();
    assertThat(applied.errors()).as(workshop.name()).isEmpty();
    assertThat(applied.changes()).isEqualTo(changes);
  }

  /** The same, after which nothing is left to do. */
  static void settles(Workshop workshop, String changes) throws Exception {
    applies(workshop, changes);
    isSettled(workshop);
  }

  static void isSettled(Workshop workshop) throws Exception {
    Outcome again = workshop.plan();
    assertThat(again.errors()).isEmpty();
    assertThat(again.changes()).isEqualTo("+0 ~0 -0");
  }

  static void refuses(Outcome outcome, String what) {
    assertThat(outcome.errors()).anyMatch(error -> error.contains(what));
  }

  Block organisation() {
    return resource("coffer_organization", "acme", Map.of("name", acme));
  }

  static Block vault() {
    return resource("coffer_vault", "web", Map.of("vault", "web", "name", "Web"));
  }

  /** One whose block, id and name are the same. */
  static Block vault(String id) {
    return resource("coffer_vault", id, Map.of("vault", id, "name", id));
  }

  static Block rules(String format) {
    return resource(
        "coffer_environment_schema",
        "web",
        Map.of(
            "vault",
            "web",
            "vars",
            Map.of("PORT", Map.of("required", true, "format", format, "description", "where"))));
  }

  static Block secret(String name, String key, String value) {
    return resource(
        "coffer_secret",
        name,
        Map.of("vault", "web", "key", key, "value_wo", value, "value_wo_version", "1"));
  }

  /** A checkout of the vault's project, which has another name for the vault. */
  void checkOut(Machine machine, Workshop workshop) throws Exception {
    checkOut(machine, workshop.state("coffer_organization.acme").get("id"));
  }

  void checkOut(Machine machine, Object organisation) throws Exception {
    Files.writeString(
        machine.project().resolve("coffer.json"),
        String.format(
            Locale.ROOT,
            "{\"vault\": \"web\", \"name\": \"Renamed\","
                + " \"organisation\": {\"id\": \"%s\", \"name\": \"%s\"}}",
            organisation,
            acme));
    machine.expect(NONE, "pull");
  }

  /** The variable in the default environment of {@code who}'s checkout. */
  static String value(Teammate who, String key) throws Exception {
    return who.machine().expect(NONE, "get", key).strip();
  }

  /** The provider's client in this process, with the profile of {@code who}. */
  static Declarations client(Teammate who) {
    return new Surrounded(variables(who), warning -> {}).client();
  }

  static Map<String, String> variables(Teammate who) {
    return Map.of("COFFER_HOME", who.machine().home().toString(), "COFFER_KEYCHAIN", "file");
  }
}
