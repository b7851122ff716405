package dev.coffer.protocol.chain;

import dev.coffer.protocol.EnvironmentName;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a device may do with a vault. Immutable.
 *
 * @param vault whether it may have the vault key, and so read every environment
 * @param writes whether it may write what it may read through the vault key
 * @param shares whether it may wrap keys for others and start an epoch
 * @param environments where {@code vault} is false: the environments whose keys alone it may have,
 *     each with whether it may write there
 */
public record Reach(
    boolean vault,
    boolean writes,
    boolean shares,
    SortedMap<EnvironmentName, Boolean> environments) {

  /** Everything, as the devices of an account in its own vaults. */
  public static final Reach ALL = new Reach(true, true, true, new TreeMap<>());

  /** Every environment, for reading. */
  public static final Reach READ_ALL = new Reach(true, false, false, new TreeMap<>());

  public static final Reach NOTHING = new Reach(false, false, false, new TreeMap<>());

  public Reach {
    environments = Collections.unmodifiableSortedMap(new TreeMap<>(environments));
    if (vault ? !environments.isEmpty() : writes || shares) {
      throw new IllegalArgumentException("a reach is the vault's key or some environments' keys");
    }
  }

  /** Some environments alone, each with whether it may be written. */
  public static Reach of(Map<EnvironmentName, Boolean> environments) {
    return new Reach(false, false, false, new TreeMap<>(environments));
  }

  public boolean reads(EnvironmentName environment) {
    return vault || environments.containsKey(environment);
  }

  public boolean writes(EnvironmentName environment) {
    return vault ? writes : environments.getOrDefault(environment, false);
  }

  /** Whether there is anything that it may read. */
  public boolean readsAny() {
    return vault || !environments.isEmpty();
  }

  /** Whether there is anything that it may write. */
  public boolean writesAny() {
    return writes || environments.containsValue(true);
  }

  /** Those of {@code present} whose keys alone it may have; none where it has the vault's. */
  public SortedSet<EnvironmentName> readable(Iterable<EnvironmentName> present) {
    SortedSet<EnvironmentName> readable = new TreeSet<>();
    present.forEach(
        environment -> {
          if (environments.containsKey(environment)) {
            readable.add(environment);
          }
        });
    return readable;
  }

  /** Whether {@code later} takes away something that this allows. */
  public boolean isReducedBy(Reach later) {
    return losesKeysBy(later)
        || (writes && !later.writes)
        || (shares && !later.shares)
        || environments.keySet().stream().anyMatch(name -> writes(name) && !later.writes(name));
  }

  /** Whether {@code later} lacks a key that this gives: only a new epoch takes it away. */
  public boolean losesKeysBy(Reach later) {
    return (vault && !later.vault)
        || environments.keySet().stream().anyMatch(environment -> !later.reads(environment));
  }
}
