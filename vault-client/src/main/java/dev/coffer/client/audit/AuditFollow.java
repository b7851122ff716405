package dev.coffer.client.audit;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows a log as it grows, oldest record first, each one once. For one use. */
public final class AuditFollow {
  private final AuditRemote remote;
  private final Duration pause;
  private final Watcher watcher;
  private long shown;
  private boolean away;

  /**
   * @param pause between one look and the next
   */
  public AuditFollow(AuditRemote remote, Duration pause, Watcher watcher) {
    this.remote = remote;
    this.pause = pause;
    this.watcher = watcher;
  }

  /** Who is told of it. What a method throws ends the watch. */
  public interface Watcher {
    void appended(AuditEntry entry);

    /** The server does not answer; it is asked again. Said once for each time that it is away. */
    void away(ClientException.Unreachable why);

    /** It answers again. */
    void back();
  }

  /**
   * Shows the newest {@code limit} records and then every new one. It ends with what ends it: the
   * thread's interruption, or the exception for a session that has ended.
   *
   * @throws ClientException.Unreachable when the server does not answer the first time
   */
  public void follow(int limit) {
    begin(limit);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try {
      long millis = pause.toMillis();
      clock.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClientException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      clock.shutdownNow();
    }
  }

  private void begin(int limit) {
    // One record tells where the log ends also when none is to be shown.
    List<AuditEntry> newest = new ArrayList<>(remote.newest(Math.max(limit, 1)));
    Collections.reverse(newest);
    shown = newest.isEmpty() ? 0 : newest.get(newest.size() - 1).sequence();
    if (limit > 0) {
      newest.forEach(watcher::appended);
    }
  }

  private void look() {
    AuditPage page;
    do {
      try {
        page = remote.newer(shown);
      } catch (ClientException.Unreachable e) {
        missed(e);
        return;
      }
      if (away) {
        away = false;
        watcher.back();
      }
      AuditRemote.entries(page).forEach(this::show);
    } while (page.nextCursor() != null);
  }

  private void missed(ClientException.Unreachable why) {
    if (!away) {
      away = true;
      watcher.away(why);
    }
  }

  private void show(AuditEntry entry) {
    if (entry.sequence() <= shown) {
      throw AuditCheck.broken(entry.sequence(), "it is served after record " + shown);
    }
    shown = entry.sequence();
    watcher.appended(entry);
  }
}
