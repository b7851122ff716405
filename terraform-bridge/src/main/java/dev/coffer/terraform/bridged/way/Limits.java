package dev.coffer.terraform.bridged.way;

import java.time.Duration;

/**
 * How long an answer may take, and how large it may be.
 *
 * @param answer bytes
 */
record Limits(Duration patience, int answer) {
  /** A removal gives every vault of an organisation a new key before it is answered. */
  static final Limits STANDARD = new Limits(Duration.ofMinutes(15), 64 * 1024 * 1024);
}
