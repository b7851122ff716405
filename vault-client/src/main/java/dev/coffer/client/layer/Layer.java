package dev.coffer.client.layer;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One environment of one project.
 *
 * @param name how a person names it, such as {@code ../common:production}
 * @param folder the project's folder, from which its references name others; empty when the vault
 *     is known by its id only
 */
public record Layer(String name, Optional<Path> folder, SortedMap<String, String> variables) {
  @Override
  public String toString() {
    return "Layer[" + name + "]";
  }
}
