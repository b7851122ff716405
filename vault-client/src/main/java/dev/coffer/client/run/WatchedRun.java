package dev.coffer.client.run;

import dev.coffer.client.ClientException;
import dev.coffer.client.layer.Variables;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A program and the watch over its values: what either does is one event after the other. */
final class WatchedRun {
  private final Launch launch;
  private final SignalRelay relay;
  private final Run.Mounted mounted;
  private final Watching watching;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Child child;

  private sealed interface Event {}

  private record Ended(Child child) implements Event {}

  private record Arrived(Variables variables) implements Event {}

  private record Failed(RuntimeException failure) implements Event {}

  WatchedRun(Launch launch, SignalRelay relay, Run.Mounted mounted, Watching watching) {
    this.launch = launch;
    this.relay = relay;
    this.mounted = mounted;
    this.watching = watching;
  }

  int run(Variables first) {
    start(first);
    Thread looking = new Thread(this::look, "watch");
    looking.setDaemon(true);
    looking.start();
    try {
      return untilTheEnd(first);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException.Failed("interrupted while the command runs", null);
    } finally {
      looking.interrupt();
      child.stop(watching.grace());
    }
  }

  private int untilTheEnd(Variables first) throws InterruptedException {
    Variables current = first;
    while (true) {
      Event event = events.take();
      if (event instanceof Ended ended && ended.child() == child) {
        return child.end();
      }
      if (event instanceof Failed failed) {
        watching.say().accept("watching: cannot go on; ending the command");
        throw failed.failure();
      }
      if (event instanceof Arrived arrived && !relay.isEnding()) {
        follow(current, arrived.variables());
        current = arrived.variables();
      }
    }
  }

  private void follow(Variables before, Variables now) {
    String names = String.join(", ", changed(before.values(), now.values()));
    mounted.show(now);
    Optional<String> signal = watching.signal();
    if (signal.isPresent()) {
      watching.say().accept("watching: " + names + " changed; sending " + signal.get());
      child.signal(signal.get());
      return;
    }
    watching.say().accept("watching: " + names + " changed; starting the command anew");
    child.stop(watching.grace());
    start(now);
  }

  private static SortedSet<String> changed(
      SortedMap<String, String> before, SortedMap<String, String> now) {
    SortedSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(now.keySet());
    keys.removeIf(key -> before.containsKey(key) && before.get(key).equals(now.get(key)));
    return keys;
  }

  private void start(Variables variables) {
    Child started = relay.to(() -> Child.start(launch, variables));
    child = started;
    CompletableFuture<Void> unused = started.ending().thenRun(() -> events.add(new Ended(started)));
  }

  private void look() {
    try {
      Duration wait = watching.watch().interval();
      while (true) {
        watching.pause().of(wait);
        Watch.Look look = watching.watch().look();
        look.arrived().ifPresent(variables -> events.add(new Arrived(variables)));
        wait = look.next();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      events.add(new Failed(e));
    }
  }
}
