package dev.coffer.terraform.walk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What was asked once and serves everybody, until it is forgotten: who asks while the answer is
 * under way waits for it. A failure serves only those who waited. Safe for several threads.
 */
public final class Seen<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> answers = new ConcurrentHashMap<>();

  /** What {@code look} gives, or gave before. It asks nothing of this object. */
  public V get(K key, Supplier<V> look) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> there = answers.putIfAbsent(key, mine);
    if (there != null) {
      return joined(there);
    }
    try {
      V answer = look.get();
      mine.complete(answer);
      return answer;
    } catch (RuntimeException | Error e) {
      answers.remove(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static <V> V joined(CompletableFuture<V> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Takes a change over into what was seen; an answer under way is of no use any more. */
  public void update(K key, UnaryOperator<V> change) {
    answers.computeIfPresent(
        key,
        (same, answer) ->
            answer.isDone()
                ? CompletableFuture.completedFuture(change.apply(answer.join()))
                : null);
  }

  public void forget(K key) {
    answers.remove(key);
  }

  /** Forgets what {@code concerned} says yes to. */
  public void forgetIf(Predicate<K> concerned) {
    answers.keySet().removeIf(concerned);
  }

  public void forget() {
    answers.clear();
  }
}
