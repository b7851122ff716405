package dev.coffer.it.server;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.Person;
import dev.coffer.protocol.signature.ResponseSignature;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/** Does what a client does, round after round, and checks every answer. */
final class SoakClient implements Callable<Void> {
  private static final String VALUE = "x".repeat(1_000);

  private final Person person;
  private final LocalVault vault;
  private volatile boolean finished;
  private volatile long rounds;
  private Duration slowest = Duration.ZERO;

  SoakClient(Person person) throws IOException {
    this.person = person;
    this.vault = LocalVault.of(person);
  }

  Person person() {
    return person;
  }

  long rounds() {
    return rounds;
  }

  /** The longest that an answer took; to be read after the end only. */
  Duration slowest() {
    return slowest;
  }

  void finish() {
    finished = true;
  }

  @Override
  public Void call() throws IOException {
    for (long round = 1; !finished; round++) {
      PushVault stale = vault.seal(Map.of("STALE", VALUE));
      PushVault next = vault.seal(Map.of("ROUND", Long.toString(round), "VALUE", VALUE));
      timed(() -> person.api().post(vault.route(), next)).require(200);
      vault.accept(next);
      pull(next);
      timed(() -> person.api().post(vault.route(), stale)).require(409);
      timed(() -> person.api().get("/api/vaults")).require(200);
      timed(() -> person.api().get("/api/vaults/" + vault.id() + "/audit")).require(200);
      timed(() -> person.api().as("not a token").get(vault.route())).require(401);
      rounds = round;
    }
    return null;
  }

  private void pull(PushVault head) throws IOException {
    Answer pulled = timed(() -> person.api().get(vault.route())).require(200);
    if (!pulled.as(PulledVault.class).encryptedBlob().equals(head.encryptedBlob())
        || !ResponseSignature.matches(
            person.session().token(),
            pulled.body().toArray(),
            pulled.header(ResponseSignature.COFFER_HEADER))) {
      throw new AssertionError("another envelope than the one just pushed, or not signed");
    }
    String tag = pulled.header("ETag");
    timed(() -> person.api().with("If-None-Match", tag).get(vault.route())).require(304);
  }

  private Answer timed(Request request) throws IOException {
    long start = System.nanoTime();
    Answer answer = request.send();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    slowest = took.compareTo(slowest) > 0 ? took : slowest;
    return answer;
  }

  private interface Request {
    Answer send() throws IOException;
  }
}
