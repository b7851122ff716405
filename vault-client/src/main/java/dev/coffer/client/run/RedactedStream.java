package dev.coffer.client.run;

import dev.coffer.client.redact.Redactor;
import dev.coffer.client.redact.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Moves one stream of a program to ours with the secrets masked. What cannot be the beginning of a
 * secret is passed on at once.
 */
final class RedactedStream {
  /** How long a prompt may wait for its last letters. */
  private static final long PAUSE_MILLIS = 200;

  private static final int CHUNK = 8192;
  private static final int CHUNKS = 8;
  private static final byte[] END = new byte[0];
  private static final byte[] CUT = new byte[0];

  /** How long what was written before {@link #leave} may take to come out of its pipe. */
  private static final long LAST_MILLIS = 1000;

  /** How long it may take to go where it is to go: to a reader, which may have stopped. */
  private static final long PATIENCE_MILLIS = 3000;

  private final InputStream from;
  private final OutputStream to;
  private final Redactor redactor;
  private final BlockingQueue<byte[]> read = new ArrayBlockingQueue<>(CHUNKS);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean left;
  private boolean closed;

  private RedactedStream(InputStream from, Secrets secrets, OutputStream to) {
    this.from = from;
    this.to = to;
    this.redactor = new Redactor(secrets);
  }

  static RedactedStream start(InputStream from, Secrets secrets, OutputStream to) {
    RedactedStream stream = new RedactedStream(from, secrets, to);
    thread(stream::readAll);
    thread(stream::writeAll);
    return stream;
  }

  private static void thread(Interruptible act) {
    Thread thread =
        new Thread(
            () -> {
              try {
                act.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "redaction");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Interruptible {
    void run() throws InterruptedException;
  }

  /** Waits until all of it has been written, or as long as {@link #leave} lets. */
  void end() throws InterruptedException {
    over.await();
  }

  /**
   * Does not wait for the pipe's end any longer, which whoever else holds it may never bring: what
   * was written until now is still passed on, and {@link #end} returns within seconds.
   */
  void leave() {
    after(LAST_MILLIS, this::stopReading);
    after(PATIENCE_MILLIS, over::countDown);
  }

  private static void after(long millis, Runnable act) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(act);
  }

  /** A pipe in which nothing stands keeps its reader: no end would ever come from there. */
  private void stopReading() {
    left = true;
    read.offer(CUT); // where there is no room, what is written next is the last anyway
  }

  private void readAll() throws InterruptedException {
    byte[] buffer = new byte[CHUNK];
    try (from) {
      for (int n = from.read(buffer); n >= 0 && !left; n = from.read(buffer)) {
        if (n > 0) {
          read.put(Arrays.copyOf(buffer, n));
        }
      }
    } catch (IOException e) {
      // Its pipe was closed: there is nothing more to mask.
    } finally {
      read.put(left ? CUT : END);
    }
  }

  private void writeAll() throws InterruptedException {
    try {
      byte[] chunk = next();
      while (chunk != END && chunk != CUT) {
        write(chunk == null ? redactor.paused() : redactor.after(chunk, chunk.length));
        chunk = next();
      }
      write(chunk == END ? redactor.finished() : redactor.cut());
    } finally {
      read.clear(); // so that the reading ends, which may wait for room
      over.countDown();
    }
  }

  /** What is to be written next; null after a pause. */
  private byte[] next() throws InterruptedException {
    if (left) {
      return Optional.ofNullable(read.poll()).orElse(CUT);
    }
    return redactor.waits() ? read.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS) : read.take();
  }

  /** When nobody reads on, the program learns of it as it would without us: its pipe is closed. */
  private void write(byte[] shown) {
    if (closed || shown.length == 0) {
      return;
    }
    try {
      to.write(shown);
      to.flush();
    } catch (IOException e) {
      closed = true;
      close();
    }
  }

  private void close() {
    try {
      from.close();
    } catch (IOException e) {
      return; // it is closed already
    }
  }
}
