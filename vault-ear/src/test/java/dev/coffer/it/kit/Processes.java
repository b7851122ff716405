package dev.coffer.it.kit;

import dev.coffer.terraform.kit.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes that the kit started: none outlives the test JVM. */
final class Processes {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Processes::end));
  }

  private Processes() {}

  private static void end() {
    RUNNING.stream().filter(Process::isAlive).forEach(Processes::kill);
    FOLDERS.forEach(Folders::delete);
  }

  /** Has {@code folder} deleted once every process has ended. */
  static void deleteAtEnd(Path folder) {
    FOLDERS.add(folder);
  }

  /**
   * Has {@code process} killed at the end. Those that have ended are forgotten: to look for the
   * children of thousands of them takes longer than there is then.
   */
  static Process remember(Process process) {
    RUNNING.removeIf(other -> !other.isAlive());
    RUNNING.add(process);
    return process;
  }

  /** Whether {@code process} would be killed at the end. */
  static boolean remembers(Process process) {
    return RUNNING.contains(process);
  }

  /** SIGTERM to the children first, since a shell script does not pass it on; then waits. */
  static boolean terminate(Process process, Duration patience) throws InterruptedException {
    List<ProcessHandle> tree = tree(process);
    tree.forEach(ProcessHandle::destroy);
    boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    RUNNING.remove(process);
    return ended;
  }

  /** SIGKILL to the whole tree; returns when nothing of it is left. */
  static void kill(Process process) {
    List<ProcessHandle> tree = tree(process);
    tree.forEach(ProcessHandle::destroyForcibly);
    tree.forEach(handle -> handle.onExit().join());
    RUNNING.remove(process);
  }

  private static List<ProcessHandle> tree(Process process) {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }
}
