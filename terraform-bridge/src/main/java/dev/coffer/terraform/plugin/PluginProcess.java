package dev.coffer.terraform.plugin;

import dev.coffer.terraform.plugin.tls.ServerIdentity;
import io.grpc.BindableService;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The life of a process that a host has started: it answers the handshake, serves, and ends when
 * the host says so or is gone, not before a change that is under way is done.
 */
public final class PluginProcess {
  /** Longer than any change of a vault takes; a host that waits for more has gone itself. */
  private static final Duration LAST_CHANGE = Duration.ofMinutes(5);

  /** Set by a launcher that stays between the host and this process. */
  private static final String LAUNCHER_STAYS = "COFFER_LAUNCHER_STAYS";

  private final Handshake handshake;
  private final Clock clock;
  private final HostLog log;
  private final boolean launcherStays;
  private final CountDownLatch end = new CountDownLatch(1);

  /**
   * A process that was started with {@code environment}.
   *
   * @throws Handshake.NotStartedByHost when no host has started it
   */
  public PluginProcess(Map<String, String> environment, Clock clock, HostLog log) {
    this.handshake = Handshake.of(environment);
    this.launcherStays = environment.containsKey(LAUNCHER_STAYS);
    this.clock = clock;
    this.log = log;
  }

  /** Waits for what is under way. */
  public interface Work {
    /** Returns whether everything has ended within {@code patience}. */
    boolean ended(Duration patience) throws InterruptedException;
  }

  /**
   * Serves {@code provider} until the end.
   *
   * @param line takes the handshake line, the only thing that standard output ever gets
   */
  public void run(BindableService provider, Work work, PrintStream line) throws IOException {
    if (!Interrupts.leaveToHost()) {
      log.warn("this JVM does not leave interrupts to Terraform: do not press Ctrl-C in an apply");
    }
    Optional<ServerIdentity> identity =
        handshake.host().map(host -> ServerIdentity.generate(new SecureRandom(), clock));
    List<BindableService> services = new ArrayList<>(Streams.all());
    services.add(provider);
    services.add(new Controller(end::countDown));
    PluginServer server = PluginServer.start(handshake.host(), identity, services);
    try {
      endWithHost();
      line.println(handshake.answer(server.port(), identity));
      line.flush();
      end.await();
      if (!work.ended(LAST_CHANGE)) {
        log.warn("a change was still under way when the provider ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      server.close();
    }
  }

  /** A host that was killed tells nobody; neither does the launcher, when the host kills that. */
  private void endWithHost() {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (launcherStays) {
      parent.flatMap(ProcessHandle::parent).ifPresent(this::endAfter);
    }
    parent.ifPresentOrElse(this::endAfter, () -> log.warn("it cannot be seen when Terraform ends"));
  }

  private void endAfter(ProcessHandle host) {
    Thread watch =
        new Thread(
            () -> {
              host.onExit().join();
              end.countDown();
            },
            "host-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
