package dev.coffer.client.abreast;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Does the same with each of many things that do not depend on each other, with as many threads as
 * there are processors: while one waits for the server, another seals. Threads of its own, for one
 * that waits must not begin with another thing while it holds the locks of the first. What one of
 * these threads has to do with many things, it does one after the other: the others are busy.
 */
public final class Abreast {
  private Abreast() {}

  /**
   * What {@code act} makes of each of {@code all}, in their order.
   *
   * @param act called by several threads; the first failure in the order of {@code all} is thrown
   */
  public static <T, R> List<R> each(Collection<T> all, Function<? super T, R> act) {
    int processors = Runtime.getRuntime().availableProcessors();
    int together = Math.min(all.size(), processors);
    if (together < 2 || Thread.currentThread() instanceof OneOfSeveral) {
      return all.stream().<R>map(act).toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(together, OneOfSeveral::new);
    try {
      return all.stream()
          .map(one -> CompletableFuture.supplyAsync(() -> act.apply(one), threads))
          .toList()
          .stream()
          .map(Abreast::joined)
          .toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private static final class OneOfSeveral extends Thread {
    OneOfSeveral(Runnable work) {
      super(work);
    }
  }

  private static <R> R joined(CompletableFuture<R> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
