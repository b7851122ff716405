package dev.coffer.client.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Removes a file if the process ends, as Ctrl-C ends it, before {@link #cancel}. */
final class RemovalAtExit {
  private final Thread hook;

  private RemovalAtExit(Thread hook) {
    this.hook = hook;
  }

  static RemovalAtExit of(Path file) {
    Thread hook = new Thread(() -> remove(file), "removes " + file.getFileName());
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      return new RemovalAtExit(hook); // The process ends already: whoever writes now is a hook.
    }
    return new RemovalAtExit(hook);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return; // The process ends, and there is nobody to tell.
    }
  }

  void cancel() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // It runs, or has run.
    }
  }
}
