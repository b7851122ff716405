package dev.coffer.client.store;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of one process at a time past a named file. The operating system gives the lock
 * back when a process dies. Not to be taken twice by one thread.
 */
public final class ProcessLock implements AutoCloseable {
  /** A file lock belongs to the whole process, so its threads queue here first. */
  private static final Map<Path, ReentrantLock> WITHIN_PROCESS = new ConcurrentHashMap<>();

  private final ReentrantLock thread;
  private final FileChannel channel;

  private ProcessLock(ReentrantLock thread, FileChannel channel) {
    this.thread = thread;
    this.channel = channel;
  }

  /** Waits until nobody else holds the lock at {@code file}, which is made when absent. */
  public static ProcessLock acquire(Path file) {
    Path path = file.toAbsolutePath().normalize();
    AtomicFile.makeFolder(path.getParent());
    ReentrantLock thread = WITHIN_PROCESS.computeIfAbsent(path, p -> new ReentrantLock());
    thread.lock();
    try {
      return new ProcessLock(thread, lockedChannel(path));
    } catch (IOException e) {
      thread.unlock();
      throw new ClientException.LocalStore(
          "cannot lock " + file, "check free space and the permissions of that folder", e);
    }
  }

  private static FileChannel lockedChannel(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.lock();
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ClientException.LocalStore("cannot release a lock", null, e);
    } finally {
      thread.unlock();
    }
  }
}
