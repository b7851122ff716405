package dev.coffer.client.run;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be run, and how.
 *
 * @param words the program and its arguments
 * @param folder where it runs
 * @param mount where it reads the values as a file instead of in its environment
 * @param environmentToo with {@code mount}: it gets them in its environment as well
 * @param redaction where its output goes with the values masked; empty leaves it its own
 */
public record Launch(
    List<String> words,
    Path folder,
    Optional<Path> mount,
    boolean environmentToo,
    Optional<Redaction> redaction) {

  /** Where output goes that has been masked. */
  public record Redaction(OutputStream output, OutputStream errors) {}

  boolean needsEnvironment() {
    return mount.isEmpty() || environmentToo;
  }

  @Override
  public String toString() {
    return "Launch[" + words.get(0) + "]";
  }
}
