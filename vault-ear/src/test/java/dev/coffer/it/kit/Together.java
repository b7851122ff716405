package dev.coffer.it.kit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends requests, or starts whatever else, at the same moment, each from a thread of its own. */
public final class Together {
  private Together() {}

  /** The answers, in the order of {@code requests}. */
  public static <T> List<T> send(Collection<Callable<T>> requests) throws Exception {
    CyclicBarrier start = new CyclicBarrier(requests.size());
    ExecutorService threads = Executors.newFixedThreadPool(requests.size());
    try {
      List<Future<T>> sent = new ArrayList<>();
      for (Callable<T> request : requests) {
        sent.add(
            threads.submit(
                () -> {
                  start.await();
                  return request.call();
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : sent) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
