package dev.coffer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.VersionView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL while everybody pushes, on each database: what was acknowledged is there, to the byte.
 */
final class CrashIT {
  private static final int WRITERS = 8;
  private static final int PUSHES_BEFORE_THE_KILL = 160;

  @Test
  void kill_underPushLoadOnH2_everyAcknowledgedVersionIsThere() throws Exception {
    killAndLook(Database.h2());
  }

  @Test
  void kill_underPushLoadOnPostgres_everyAcknowledgedVersionIsThere() throws Exception {
    killAndLook(Database.postgres());
  }

  private static void killAndLook(Database database) throws Exception {
    try (CofferServer server = CofferServer.on(database).start()) {
      List<Writer> writers = writers(server);
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
      try {
        List<Future<Void>> running = writers.stream().map(threads::submit).toList();
        Eventually.holds(
            "enough pushes to be in the middle of some",
            Duration.ofMinutes(2),
            () -> isUnderLoad(writers, running));
        server.kill();
        for (Future<Void> writer : running) {
          writer.get();
        }
      } finally {
        threads.shutdownNow();
      }
      server.start();
      for (Writer writer : writers) {
        look(writer);
      }
    }
  }

  private static boolean isUnderLoad(List<Writer> writers, List<Future<Void>> running)
      throws InterruptedException, ExecutionException {
    for (Future<Void> writer : running) {
      if (writer.isDone()) {
        writer.get();
      }
    }
    return writers.stream().mapToInt(Writer::acknowledged).sum() > PUSHES_BEFORE_THE_KILL;
  }

  private static List<Writer> writers(CofferServer server) throws IOException {
    People people = People.of(server);
    List<Writer> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new Writer(people.joinWithDevice()));
    }
    return writers;
  }

  private static void look(Writer writer) throws IOException {
    Person person = writer.person();
    PulledVault head = person.api().get(writer.route()).require(200).as(PulledVault.class);
    assertThat(head.version()).isBetween(writer.acknowledged(), writer.acknowledged() + 1);
    assertThat(head.encryptedBlob()).isEqualTo(writer.sent(head.version()));
    assertThat(versions(writer))
        .isEqualTo(IntStream.rangeClosed(1, head.version()).boxed().sorted(reversed()).toList());
    List<AuditEntry> log = AuditTrail.verified(person);
    assertThat(log.stream().filter(entry -> entry.action().equals("push"))).hasSize(head.version());
    writer.pushAfter(head.version());
  }

  private static Comparator<Integer> reversed() {
    return Comparator.reverseOrder();
  }

  private static List<Integer> versions(Writer writer) throws IOException {
    List<Integer> versions = new ArrayList<>();
    String path = writer.route().replace("/sync", "/versions");
    String cursor = "";
    while (cursor != null) {
      VersionPage page =
          writer.person().api().get(path + cursor).require(200).as(VersionPage.class);
      page.versions().stream().map(VersionView::version).forEach(versions::add);
      cursor = page.nextCursor() == null ? null : "?cursor=" + page.nextCursor();
    }
    return versions;
  }
}
