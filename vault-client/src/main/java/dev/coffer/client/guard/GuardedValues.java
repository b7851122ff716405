package dev.coffer.client.guard;

import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The values that are searched for, and the keys whose values are not. A value that was replaced or
 * deleted here is still one until that was pushed.
 */
public final class GuardedValues {
  /** What is told of a text that was found. */
  record Known(String form, List<Place> places) {}

  /** A key whose value is not searched for. */
  public record NotGuarded(Place place, String reason) {}

  /** What is searched for, in numbers and names. */
  public record Summary(int guarded, List<NotGuarded> notGuarded) {
    public Summary {
      notGuarded = List.copyOf(notGuarded);
    }
  }

  private final Map<String, Set<Place>> guarded = new LinkedHashMap<>();
  private final Set<NotGuarded> notGuarded = new LinkedHashSet<>();
  private int vaults;

  /** Adds a vault but for the keys that {@code allowed} names. */
  void add(LocalVault vault, Allowed allowed) {
    vaults++;
    for (VaultContents contents : List.of(vault.working(), vault.base())) {
      contents
          .environments()
          .forEach(
              (environment, variables) ->
                  variables.forEach(
                      (key, value) ->
                          add(new Place(vault.vault(), environment, key), value, allowed)));
    }
  }

  private void add(Place place, String value, Allowed allowed) {
    if (ValueRules.essence(value).isEmpty()) {
      return; // There is nothing that could get anywhere.
    }
    Optional<String> reason =
        allowed.covers(place) ? Optional.of("allowed") : ValueRules.notSearched(value);
    if (reason.isPresent()) {
      notGuarded.add(new NotGuarded(place, reason.get()));
    } else {
      guarded.computeIfAbsent(ValueRules.essence(value), text -> new LinkedHashSet<>()).add(place);
    }
  }

  /** Whether there is no vault that could have values. */
  boolean isEmpty() {
    return vaults == 0;
  }

  Summary summary() {
    return new Summary(guarded.size(), List.copyOf(notGuarded));
  }

  /** The index of all of them in all their forms. */
  ValueIndex<Known> index(SecureRandom random) {
    ValueIndex<Known> index = new ValueIndex<>(random);
    guarded.forEach(
        (value, places) -> {
          List<Place> all = new ArrayList<>(places);
          BiConsumer<String, String> add = (text, form) -> index.add(text, new Known(form, all));
          Forms.of(value).forEach(add);
        });
    return index;
  }

  @Override
  public String toString() {
    return "GuardedValues[" + guarded.size() + "]";
  }
}
