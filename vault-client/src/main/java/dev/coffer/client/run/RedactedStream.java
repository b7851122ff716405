package dev.coffer.client.run;

import dev.coffer.client.redact.Redactor;
import dev.coffer.client.redact.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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

  private final InputStream from;
  private final OutputStream to;
  private final Redactor redactor;
  private final BlockingQueue<byte[]> read = new ArrayBlockingQueue<>(CHUNKS);
  private Thread writing;
  private boolean closed;

  private RedactedStream(InputStream from, Secrets secrets, OutputStream to) {
    this.from = from;
    this.to = to;
    this.redactor = new Redactor(secrets);
  }

  static RedactedStream start(InputStream from, Secrets secrets, OutputStream to) {
    RedactedStream stream = new RedactedStream(from, secrets, to);
    thread(stream::readAll);
    stream.writing = thread(stream::writeAll);
    return stream;
  }

  private static Thread thread(Interruptible act) {
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
    return thread;
  }

  private interface Interruptible {
    void run() throws InterruptedException;
  }

  /** Waits until all of it has been written. */
  void end() throws InterruptedException {
    writing.join();
  }

  private void readAll() throws InterruptedException {
    byte[] buffer = new byte[CHUNK];
    try (from) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        if (n > 0) {
          read.put(Arrays.copyOf(buffer, n));
        }
      }
    } catch (IOException e) {
      // Its pipe was closed: there is nothing more to mask.
    } finally {
      read.put(END);
    }
  }

  private void writeAll() throws InterruptedException {
    while (true) {
      byte[] chunk =
          redactor.waits() ? read.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS) : read.take();
      if (chunk == END) {
        write(redactor.finished());
        return;
      }
      write(chunk == null ? redactor.paused() : redactor.after(chunk, chunk.length));
    }
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
