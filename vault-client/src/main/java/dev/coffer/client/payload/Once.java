package dev.coffer.client.payload;

import java.util.function.Supplier;

/** What was answered first. Safe for several threads. */
public final class Once<T> implements Supplier<T> {
  private final Supplier<T> asked;
  private T answer;

  public Once(Supplier<T> asked) {
    this.asked = asked;
  }

  @Override
  public synchronized T get() {
    if (answer == null) {
      answer = asked.get();
    }
    return answer;
  }
}
