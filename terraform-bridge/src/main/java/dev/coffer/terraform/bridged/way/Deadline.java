package dev.coffer.terraform.bridged.way;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes a channel that is not done in time, whatever it waits for: such a channel has no time-outs
 * of its own, and one for each byte would let a slow answer go on for ever.
 */
final class Deadline implements AutoCloseable {
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /** Gives {@code channel} that long from now on. */
  CompletableFuture<Void> closes(Channel channel, Duration patience) {
    return done.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (nothing, late) -> {
              if (late != null) {
                close(channel);
              }
            });
  }

  private static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // whoever waits on the channel is woken all the same
    }
  }

  /** It is done. */
  @Override
  public void close() {
    done.complete(null);
  }
}
