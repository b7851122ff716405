package dev.coffer.client.mount;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;

/**
 * A named pipe, mode 0600. Each reader gets the whole content once: as soon as one has opened the
 * pipe, a fresh one takes its place for the next.
 */
final class PipeMount implements Mount {
  private static final long PATIENCE_MILLIS = 200;

  private final Path file;
  private final Path next;
  private final Thread thread;
  private volatile byte[] content;
  private volatile boolean closed;

  private PipeMount(Path file, byte[] content) {
    this.file = file;
    this.next = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    this.content = content;
    this.thread = new Thread(this::serve, "mount");
    thread.setDaemon(true);
  }

  /** Empty where this system or file system makes no pipes. */
  static Optional<Mount> at(Path file, byte[] content) {
    if (!make(file)) {
      return Optional.empty();
    }
    PipeMount mount = new PipeMount(file, content);
    mount.thread.start();
    return Optional.of(mount);
  }

  @Override
  public void show(byte[] fresh) {
    content = fresh;
  }

  @Override
  @SuppressWarnings("try") // opening it is all that is needed
  public void close() {
    closed = true;
    // Opened for both, a pipe waits for nobody; whoever waits in serve() goes on.
    try (var opened =
        Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      thread.join(PATIENCE_MILLIS);
    } catch (IOException e) {
      thread.interrupt(); // somebody has removed the pipe
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Mount.remove(file);
    Mount.remove(next);
  }

  private void serve() {
    while (!closed && isPipe() && make(next)) {
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        if (closed) {
          return;
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        out.write(content);
      } catch (IOException e) {
        // The reader left early, or somebody removed the pipe, which ends the loop.
        Mount.remove(next);
      }
    }
  }

  /** Never writes into something else that has taken the pipe's place. */
  private boolean isPipe() {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean make(Path pipe) {
    try {
      return new ProcessBuilder("mkfifo", "-m", "600", "--", pipe.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException.Failed("interrupted while making a pipe", null);
    }
  }
}
