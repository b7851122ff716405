package dev.coffer.client.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Layers over each other: of two that have a variable, the later one's value counts. */
public final class Layers {
  private final List<Layer> layers;

  /**
   * Lays {@code layers} over each other.
   *
   * @param layers the lowest first
   */
  public Layers(List<Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  /** Every variable with the value that counts, references as they were written. */
  public SortedMap<String, String> merged() {
    SortedMap<String, String> merged = new TreeMap<>();
    for (Layer layer : layers) {
      merged.putAll(layer.variables());
    }
    return merged;
  }

  /** The layers that have {@code key}: first the one that counts, then those it shadows. */
  public List<Layer> having(String key) {
    List<Layer> having = new ArrayList<>();
    for (Layer layer : layers) {
      if (layer.variables().containsKey(key)) {
        having.add(0, layer);
      }
    }
    return having;
  }

  /** The layer whose value of {@code key} counts. */
  public Optional<Layer> deciding(String key) {
    return having(key).stream().findFirst();
  }

  /** The names of all layers, the lowest first. */
  public List<String> names() {
    return layers.stream().map(Layer::name).toList();
  }

  @Override
  public String toString() {
    return "Layers" + names();
  }
}
