package dev.coffer.terraform.bridged.way;

import java.io.IOException;
import java.time.Duration;

/** Something listens there and takes no connection: nothing was sent. */
public final class NotAccepted extends IOException {
  private static final long serialVersionUID = 1L;

  NotAccepted(Duration waited) {
    super("no connection was taken in " + waited.toSeconds() + " s");
  }
}
