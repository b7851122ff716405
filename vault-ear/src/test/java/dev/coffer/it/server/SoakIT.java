package dev.coffer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import dev.coffer.it.kit.Memory;
import dev.coffer.it.kit.Running;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * 32 clients at once, half of them on each database, for two minutes or for {@code
 * -Dcoffer.soak.seconds}: no error, no hang, no connection lost from the pool, flat memory.
 */
@Isolated("it measures the heap of the servers that the others use")
final class SoakIT {
  private static final int CLIENTS = 32;
  private static final long SECONDS = Long.getLong("coffer.soak.seconds", 120);
  private static final Duration SLOWEST = Duration.ofSeconds(20);
  private static final Duration STILL_ANSWERS = Duration.ofSeconds(10);
  private static final long GROWTH_MIB = 48;
  private static final String NO_CONNECTION_LEFT = "J2CA0045E";
  private static final String CONNECTION_GIVEN_TWICE = "J2CA0079E";
  // What server.xml says.
  private static final int THREADS = 16;
  private static final int CONNECTIONS_OF_A_THREAD = 2;

  @Test
  void clients_onBothDatabases_allAnsweredAndMemoryFlat(TestReporter reporter) throws Exception {
    List<SoakClient> clients = clients();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Void>> running = clients.stream().map(threads::submit).toList();
      // Caches have filled by then; what grows afterwards is a leak.
      awaitEnd(running, SECONDS / 3);
      List<Long> before = liveMib();
      awaitEnd(running, SECONDS - SECONDS / 3);
      clients.forEach(SoakClient::finish);
      for (Future<Void> client : running) {
        client.get(1, TimeUnit.MINUTES);
      }
      report(reporter, clients, before, liveMib());
      everyPoolStillAnswers(threads);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage() + incidents(), e);
    } finally {
      clients.forEach(SoakClient::finish);
      threads.shutdownNow();
    }
    for (Running where : Running.values()) {
      assertThat(where.server().log())
          .doesNotContain(NO_CONNECTION_LEFT)
          .doesNotContain(CONNECTION_GIVEN_TWICE);
    }
    assertThat(connections(Running.POSTGRESQL.server().database()))
        .isLessThanOrEqualTo(THREADS * CONNECTIONS_OF_A_THREAD);
    AuditTrail.verified(clients.get(0).person());
    AuditTrail.verified(clients.get(1).person());
  }

  private static List<SoakClient> clients() throws Exception {
    List<SoakClient> clients = new ArrayList<>();
    Running[] databases = Running.values();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new SoakClient(databases[i % databases.length].people().joinWithDevice()));
    }
    return clients;
  }

  /** Lets them run for {@code seconds}; fails at once when one of them has. */
  private static void awaitEnd(List<Future<Void>> running, long seconds) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() < end) {
      for (Future<Void> client : running) {
        if (client.isDone()) {
          client.get();
        }
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /** A client is told the number of an incident only; its cause is in the server's log. */
  private static String incidents() throws Exception {
    StringBuilder found = new StringBuilder();
    for (Running where : Running.values()) {
      found.append("\n").append(where).append(": ").append(where.server().firstIncident());
    }
    return found.toString();
  }

  private static List<Long> liveMib() throws Exception {
    List<Long> live = new ArrayList<>();
    for (Running where : Running.values()) {
      live.add(Memory.liveMib(where.server()));
    }
    return live;
  }

  private static void report(
      TestReporter reporter, List<SoakClient> clients, List<Long> before, List<Long> after) {
    long rounds = clients.stream().mapToLong(SoakClient::rounds).sum();
    Duration slowest =
        clients.stream().map(SoakClient::slowest).max(Duration::compareTo).orElseThrow();
    String measured =
        String.format(
            Locale.ROOT,
            "%d rounds in %d s, slowest request %d ms, live heap %s MiB, then %s MiB",
            rounds,
            SECONDS,
            slowest.toMillis(),
            before,
            after);
    reporter.publishEntry("soak", measured);
    assertThat(slowest).as(measured).isLessThan(SLOWEST);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i) - before.get(i)).as(measured).isLessThan(GROWTH_MIB);
    }
  }

  private static int connections(Database database) throws SQLException {
    try (Connection own = database.connect();
        Statement statement = own.createStatement();
        ResultSet count =
            statement.executeQuery(
                "select count(*) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()")) {
      count.next();
      return count.getInt(1);
    }
  }

  private static void everyPoolStillAnswers(ExecutorService threads) throws Exception {
    for (Running where : Running.values()) {
      CofferServer server = where.server();
      Callable<Answer> ready = () -> server.api().get("/health/ready");
      List<Callable<Answer>> atOnce = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        atOnce.add(ready);
      }
      for (Future<Answer> answer :
          threads.invokeAll(atOnce, STILL_ANSWERS.toSeconds(), TimeUnit.SECONDS)) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }
  }
}
