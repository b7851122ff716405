package dev.coffer.terraform.bridged.way;

import java.time.Duration;

/**
 * How long a bridge may take, and how large its answer may be.
 *
 * @param connecting until it takes a connection
 * @param patience until it has answered
 * @param answer bytes
 */
record Limits(Duration connecting, Duration patience, int answer) {
  /** A removal gives every vault of an organisation a new key before it is answered. */
  static final Limits STANDARD =
      new Limits(Duration.ofSeconds(5), Duration.ofMinutes(15), 64 * 1024 * 1024);
}
