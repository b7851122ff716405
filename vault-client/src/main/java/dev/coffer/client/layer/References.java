package dev.coffer.client.layer;

import dev.coffer.client.ClientException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * Replaces <code>${OTHER}</code> by the value that OTHER has in the same layers, and <code>
 * ${project:environment:KEY}</code> by the value of another project, whose own references are
 * looked up there. Every failure names variables and never a value.
 */
public final class References {
  /** Deep enough for people, and shallow enough for every stack. */
  private static final int DEEPEST = 50;

  /** Values that refer to each other twice over grow without end. */
  private static final int LONGEST = 1 << 20;

  private final Layers layers;
  private final Lookup lookup;
  private final Map<Place, String> resolved = new HashMap<>();
  private final Map<Layer, Layers> others = new HashMap<>();
  private final Set<Place> open = new LinkedHashSet<>();

  /** Finds the layer that another one names. */
  @FunctionalInterface
  public interface Lookup {
    /**
     * The layer {@code name} as seen from {@code folder}.
     *
     * @throws ClientException.NotFound when this machine does not have it
     */
    Layer layer(Optional<Path> folder, LayerName name);
  }

  /** One variable in one set of layers. */
  private record Place(Layers in, String key, String label) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Place place && place.in == in && place.key.equals(key);
    }

    @Override
    public int hashCode() {
      return key.hashCode();
    }
  }

  public References(Layers layers, Lookup lookup) {
    this.layers = layers;
    this.lookup = lookup;
  }

  /**
   * All variables, and every value that went into one.
   *
   * @throws ClientException.Usage on a cycle, or where no reference is written correctly
   * @throws ClientException.NotFound when a variable refers to one that does not exist
   */
  public Variables resolved() {
    SortedMap<String, String> values = new TreeMap<>();
    for (String key : layers.merged().keySet()) {
      values.put(key, value(key));
    }
    return Variables.of(values, resolved.values());
  }

  /** The value of {@code key}, which the layers have; failures as {@link #resolved()}. */
  public String value(String key) {
    return value(new Place(layers, key, key));
  }

  /** What the value of {@code key} refers to, in the order of the text, as it is written there. */
  public List<String> named(String key) {
    return ValueText.parts(written(new Place(layers, key, key))).stream()
        .filter(ValueText.Part::reference)
        .map(ValueText.Part::text)
        .toList();
  }

  private String value(Place place) {
    String known = resolved.get(place);
    if (known != null) {
      return known;
    }
    if (!open.add(place)) {
      throw cycle(place);
    }
    if (open.size() > DEEPEST) {
      throw refused("the references of " + first() + " are more than " + DEEPEST + " deep");
    }
    String value = assembled(place);
    open.remove(place);
    resolved.put(place, value);
    return value;
  }

  private String assembled(Place place) {
    String written = written(place);
    if (ValueText.isPlain(written)) {
      return written;
    }
    StringBuilder value = new StringBuilder();
    for (ValueText.Part part : ValueText.parts(written)) {
      value.append(part.reference() ? value(target(place, part)) : part.text());
      if (value.length() > LONGEST) {
        throw refused("the value of " + place.label() + " grows beyond " + LONGEST + " characters");
      }
    }
    return value.toString();
  }

  private Place target(Place from, ValueText.Part part) {
    Matcher form = part.taken();
    if (!form.matches()) {
      throw refused("the value of " + from.label() + " has '${' before something that is no name");
    }
    String key = form.group(2);
    Place target =
        form.group(1) == null
            ? new Place(from.in(), key, from.label().replaceFirst("[^:]*$", "") + key)
            : new Place(other(from, form.group(1)), key, part.text());
    if (target.in().deciding(key).isEmpty()) {
      throw new ClientException.NotFound(
          from.label() + " refers to " + target.label() + ", which does not exist",
          "set it, or write $${ for the characters ${ themselves; --no-resolve leaves all values"
              + " as they are");
    }
    return target;
  }

  private Layers other(Place from, String name) {
    Optional<Path> folder = from.in().deciding(from.key()).flatMap(Layer::folder);
    try {
      Layer layer = lookup.layer(folder, LayerName.parse(name));
      return others.computeIfAbsent(layer, found -> new Layers(List.of(found)));
    } catch (ClientException.NotFound e) {
      throw new ClientException.NotFound(
          from.label() + " refers to " + name + ": " + e.getMessage(), e.hint().orElse(null));
    }
  }

  private static String written(Place place) {
    return place
        .in()
        .deciding(place.key())
        .map(layer -> layer.variables().get(place.key()))
        .orElseThrow();
  }

  private String first() {
    return open.iterator().next().label();
  }

  private ClientException cycle(Place again) {
    List<String> round = new ArrayList<>();
    for (Place place : open) {
      if (!round.isEmpty() || place.equals(again)) {
        round.add(place.label());
      }
    }
    return refused(
        "references go round in a circle: " + String.join(" -> ", round) + " -> " + again.label());
  }

  private static ClientException refused(String what) {
    return new ClientException.Usage(
        what,
        "change one of the values, or write $${ for the characters ${ themselves; --no-resolve"
            + " leaves all values as they are");
  }
}
