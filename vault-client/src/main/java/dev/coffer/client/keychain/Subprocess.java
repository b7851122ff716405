package dev.coffer.client.keychain;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Runs one short program. Secrets go to its standard input only: arguments are visible to every
 * user of the machine. A program that does not end in time is killed, since keychain tools wait for
 * prompts that nobody sees.
 */
final class Subprocess {
  /** What a program left. Its output may be secret: it is wiped by whoever takes it. */
  static final class Result {
    private final int exitCode;
    private final byte[] output;

    private Result(int exitCode, byte[] output) {
      this.exitCode = exitCode;
      this.output = output;
    }

    int exitCode() {
      return exitCode;
    }

    boolean succeeded() {
      return exitCode == 0;
    }

    /** The array itself, so that it can be wiped. */
    byte[] output() {
      return output;
    }

    @Override
    public String toString() {
      return "Result[" + exitCode + "]";
    }
  }

  private final Duration deadline;

  Subprocess(Duration deadline) {
    this.deadline = deadline;
  }

  Result run(List<String> command, byte[] input) {
    Process process = start(command);
    try {
      CompletableFuture<byte[]> output = drained(process.getInputStream());
      CompletableFuture<byte[]> errors = drained(process.getErrorStream());
      feed(process, input);
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        throw unusable(
            command.get(0) + " did not answer within " + deadline.toSeconds() + " s",
            "is it waiting for a prompt? unlock the keychain, or set COFFER_KEYCHAIN=file",
            Optional.empty());
      }
      errors.join();
      return new Result(process.exitValue(), output.join());
    } catch (CompletionException e) {
      throw unusable(command.get(0) + " ended without closing its output", null, Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unusable("interrupted while waiting for " + command.get(0), null, Optional.empty());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw unusable(
          "cannot run " + command.get(0),
          "install it, or set COFFER_KEYCHAIN=file",
          Optional.of(e));
    }
  }

  /** A program that ends without reading its input is judged by its exit code. */
  private static void feed(Process process, byte[] input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException e) {
      return; // the pipe is closed, and the exit code tells the rest
    }
  }

  /** Bounded as well: a child that outlives the program may keep its output open. */
  private CompletableFuture<byte[]> drained(InputStream stream) {
    return CompletableFuture.supplyAsync(() -> drain(stream))
        .orTimeout(2 * deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static byte[] drain(InputStream stream) {
    try (stream) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClientException unusable(String what, String hint, Optional<IOException> cause) {
    return new ClientException.KeychainUnusable(what, hint, cause.orElse(null));
  }
}
