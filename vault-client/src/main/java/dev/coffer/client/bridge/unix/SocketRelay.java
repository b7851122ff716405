package dev.coffer.client.bridge.unix;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Passes the connections to a UNIX socket on to a server, each as one of {@link OwnConnections},
 * and so many at a time at most; the others wait. Reads nothing of what it passes on.
 */
public final class SocketRelay implements AutoCloseable {
  /** Less than the connections that the JDK's server lets wait. */
  static final int MAX_CONNECTIONS = 32;

  private static final int GRACE_SECONDS = 5;

  private final SocketFile file;
  private final OwnConnections own;
  private final Consumer<String> log;
  private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Thread door;

  /**
   * A relay that takes no connections yet.
   *
   * @param file is closed with the relay
   * @param log takes a line when a connection cannot be passed on
   */
  public SocketRelay(SocketFile file, OwnConnections own, Consumer<String> log) {
    this.file = file;
    this.own = own;
    this.log = log;
  }

  /** Passes connections on to {@code server} from now on. To be called once. */
  public void start(InetSocketAddress server) {
    door = new Thread(() -> accept(server), "bridge socket");
    door.start();
  }

  private void accept(InetSocketAddress server) {
    try {
      room.acquire();
      while (ending.getCount() > 0) {
        next(server);
        room.acquire();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody here does that; it can only mean the end
    }
  }

  private void next(InetSocketAddress server) throws InterruptedException {
    try {
      Passage passage = Passage.open(file.accept(), server, own);
      passages.add(passage);
      threads.execute(passage::passRequests);
      threads.execute(() -> answer(passage));
    } catch (ClosedChannelException e) {
      room.release(); // told to end
    } catch (IOException e) {
      room.release();
      log.accept("a connection to the socket could not be passed on: " + e.getMessage());
      ending.await(1, TimeUnit.SECONDS); // what is scarce now, such as descriptors, may come back
    }
  }

  private void answer(Passage passage) {
    try {
      passage.passAnswers();
    } finally {
      passages.remove(passage);
      room.release();
    }
  }

  /**
   * Removes the socket's file and takes no more connections; those there are go on. After this no
   * connection to the server is made, whose port may be another program's once it has ended.
   */
  public void stopAccepting() {
    ending.countDown();
    try {
      file.close();
    } catch (IOException e) {
      log.accept("the socket " + file + " cannot be removed: " + e.getMessage());
    }
    if (door != null) {
      room.release(); // for the door alone, which may wait for it; it lets nobody in any more
      joinDoor();
    }
  }

  private void joinDoor() {
    try {
      door.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever waits for this waits no longer
    }
  }

  /** Ends the connections as well, once what was answered has been passed on, and its threads. */
  @Override
  public void close() {
    stopAccepting();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        passages.forEach(Passage::close);
        threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      passages.forEach(Passage::close);
      Thread.currentThread().interrupt();
    }
  }
}
