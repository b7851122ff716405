package dev.coffer.client.store;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread of one process at a time past a named file. The operating system gives the lock
 * back when a process dies. Not to be taken twice by one thread.
 */
public final class ProcessLock {
  /** A file lock belongs to the whole process, so its threads queue here first. */
  private static final Map<Path, ReentrantLock> WITHIN_PROCESS = new ConcurrentHashMap<>();

  private ProcessLock() {}

  /** Does {@code act} while nobody else holds the lock at {@code file}, which is made if absent. */
  public static <T> T hold(Path file, Supplier<T> act) {
    Path path = file.toAbsolutePath().normalize();
    AtomicFile.makeFolder(path.getParent());
    ReentrantLock thread = WITHIN_PROCESS.computeIfAbsent(path, p -> new ReentrantLock());
    if (thread.isHeldByCurrentThread()) {
      throw new IllegalStateException("a lock is not taken twice");
    }
    thread.lock();
    try {
      return holdAcrossProcesses(path, act);
    } finally {
      thread.unlock();
    }
  }

  private static <T> T holdAcrossProcesses(Path path, Supplier<T> act) {
    try (FileChannel channel = open(path)) {
      channel.lock();
      return act.get();
    } catch (IOException e) {
      throw new ClientException.LocalStore(
          "cannot lock " + path, "check free space and the permissions of that folder", e);
    }
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
