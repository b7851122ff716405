package dev.coffer.it.hostile;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.it.cli.Teammate;
import dev.coffer.it.hostile.LyingServer.Lie;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An organisation with an owner and a developer, two vaults, and a server between them that lies
 * when it is told to. Everything that it does with keys, it does with keys of its own.
 */
final class Scene implements AutoCloseable {
  static final Gson JSON = new Gson();
  private static final String NONE = "";

  final LyingServer server;
  final String acme = "o" + Workplace.random();
  final Teammate anna;
  final Teammate bob;

  /** Anna's checkout of another vault of the organisation. */
  final dev.coffer.it.kit.Machine other;

  /** A device of the server's own. */
  final DeviceIdentity liar = MachineKey.generate(new SecureRandom()).deviceIdentity();

  Scene() throws Exception {
    server = new LyingServer(Running.H2.server().uri());
    anna = Teammate.of(Running.H2, "anna", server.uri());
    bob = Teammate.of(Running.H2, "bob", server.uri());
    Files.writeString(anna.machine().project().resolve(".env"), "KEY=one\n");
    anna.run("init");
    anna.machine().expect("two", "set", "KEY", "--env", "staging");
    anna.run("org", "create", acme);
    anna.run("share", "--org", acme);
    other = anna.machine().in("other");
    Files.writeString(other.project().resolve(".env"), "KEY=other\n");
    other.expect(NONE, "init");
    other.expect(NONE, "share", "--org", acme);
    anna.letsIn(acme, bob);
    bob.checksOut(anna.machine());
    bob.run("pull");
  }

  /** A new value by anna, so that there is a newer version than bob has. */
  void annaGoesOn() throws Exception {
    anna.run("pull");
    anna.machine().expect(Workplace.random(), "set", "KEY");
    anna.run("push");
  }

  /** Runs a command of {@code victim} while the server tells {@code lie}. */
  Said whileLying(Lie lie, Teammate victim, String... command) throws Exception {
    server.tells(lie);
    try {
      return victim.tries(command);
    } finally {
      server.tellsTheTruth();
    }
  }

  /**
   * Passes when nothing of the lie was kept: bob has the value that he had, or the one that an
   * honest pull gives him now, and both machines still verify the same organisation.
   */
  void requireSound(String held, Attack attack) throws Exception {
    String now = bob.run("get", "KEY");
    anna.run("pull");
    bob.run("pull", "--theirs");
    String honest = bob.run("get", "KEY");
    if (!now.equals(held) && !attack.changesTheVictim()) {
      throw new AssertionError(attack.title() + " changed what bob holds");
    }
    if (!honest.equals(anna.run("get", "KEY"))) {
      throw new AssertionError(attack.title() + " left anna and bob with different values");
    }
    if (!bob.run("org", "verify", "--json").equals(anna.run("org", "verify", "--json"))) {
      throw new AssertionError(attack.title() + " left anna and bob with different chains");
    }
  }

  /** Bob, as an admin who can invite. */
  Teammate bobsAdmin() throws Exception {
    anna.run("org", "role", bob.account(), "admin");
    return bob;
  }

  /** The vault id of a checkout. */
  static String vault(dev.coffer.it.kit.Machine machine) throws IOException {
    return project(machine).get("vault").getAsString();
  }

  String organisation() throws IOException {
    return project(anna.machine()).getAsJsonObject("organisation").get("id").getAsString();
  }

  private static JsonObject project(dev.coffer.it.kit.Machine machine) throws IOException {
    String text = Files.readString(machine.project().resolve("coffer.json"));
    return JsonParser.parseString(text).getAsJsonObject();
  }

  /** The organisation's events as the honest server has them, for a member's bearer. */
  List<String> events(LyingServer.Asked asked) throws IOException {
    String path = "/api/orgs/" + organisation() + "/chain?from=0";
    String body = server.truth(new LyingServer.Asked("GET", path, "", asked.bearer())).body();
    return JSON.fromJson(body, MembershipPage.class).events();
  }

  /** A page like the one that was asked for, of a chain of the liar's choice. */
  Optional<LyingServer.Told> page(LyingServer.Asked asked, List<String> events) throws IOException {
    int from = Integer.parseInt(asked.path().replaceAll(".*from=(\\d+).*", "$1"));
    List<String> rest = from >= events.size() ? List.of() : events.subList(from, events.size());
    MembershipPage page =
        new MembershipPage(organisation(), (long) from, rest, (long) events.size());
    return Optional.of(new LyingServer.Told(200, JSON.toJson(page), Optional.empty(), true));
  }

  /** Those events and one more, signed by the liar's own device. */
  List<String> withForged(List<String> events, MembershipEvent event) {
    Membership chain = Membership.replay(events.stream().map(SignedNote::parse).toList());
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String text = chain.next(event, liar.keyId(), now).text();
    List<String> longer = new ArrayList<>(events);
    longer.add(SignedNote.sign(text, liar).format());
    return longer;
  }

  /** A lie that changes the answers to pulls of {@code vault}. */
  Lie aboutPulls(String vault, Change change) {
    return new Lie() {
      @Override
      public LyingServer.Told told(LyingServer.Asked asked, LyingServer.Told honest) {
        if (!asked.is("GET", "/vaults/" + vault + "/sync") || honest.status() != 200) {
          return honest;
        }
        JsonObject body = JsonParser.parseString(honest.body()).getAsJsonObject();
        try {
          return honest.with(change.of(asked, body).toString());
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    };
  }

  /** What a liar makes of a pull's answer. */
  @FunctionalInterface
  interface Change {
    JsonObject of(LyingServer.Asked asked, JsonObject body) throws IOException;
  }

  /** A lie that shows another chain than there is. */
  Lie aboutTheChain(OtherChain other) {
    return new Lie() {
      @Override
      public Optional<LyingServer.Told> instead(LyingServer.Asked asked) {
        if (!asked.is("GET", "/chain?from=") || !asked.path().contains("/orgs/")) {
          return Optional.empty();
        }
        try {
          return page(asked, other.of(events(asked)));
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    };
  }

  /** What a liar makes of the organisation's chain. */
  @FunctionalInterface
  interface OtherChain {
    List<String> of(List<String> honest);
  }

  @Override
  public void close() {
    server.close();
  }
}
