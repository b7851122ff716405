package dev.coffer.client.account;

import dev.coffer.client.ClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks again and again until there is an answer, up to a deadline. */
public final class Polling {
  private static final long PAUSE_MILLIS = 500;

  private final Duration deadline;

  public Polling(Duration deadline) {
    this.deadline = deadline;
  }

  /**
   * The first answer of {@code question}.
   *
   * @param awaited what a person would be waiting for
   * @throws ClientException.Failed when the deadline passes without one
   */
  public <T> T await(String awaited, Supplier<Optional<T>> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try {
      var asking =
          clock.scheduleWithFixedDelay(
              () -> ask(question, answer), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      T found = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      asking.cancel(false);
      return found;
    } catch (TimeoutException e) {
      throw new ClientException.Failed(
          "waited " + deadline.toMinutes() + " minutes for " + awaited, "start again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException.Failed("interrupted while waiting for " + awaited, null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClientException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      clock.shutdownNow();
    }
  }

  private static <T> void ask(Supplier<Optional<T>> question, CompletableFuture<T> answer) {
    try {
      question.get().ifPresent(answer::complete);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }
}
