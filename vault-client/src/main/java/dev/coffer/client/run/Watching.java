package dev.coffer.client.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a program follows its values.
 *
 * @param watch finds other values
 * @param signal what the program is sent when they arrive; empty starts it anew
 * @param grace how long the old one may take to end
 * @param pause waits between two looks
 * @param say takes what a person should read
 */
public record Watching(
    Watch watch, Optional<String> signal, Duration grace, Pause pause, Consumer<String> say) {

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration wait) throws InterruptedException;
  }
}
