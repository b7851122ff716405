package dev.coffer.terraform.resource;

import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What becomes readable by somebody: a line of the plan. It is a warning and no attribute, for
 * numbers of keys change while an apply sets secrets, and Terraform takes no plan back whose known
 * values have changed.
 *
 * @param keys how many, by place
 */
public record Disclosure(SortedMap<String, Integer> keys) {
  public Disclosure {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
  }

  /** Without the places that were readable before. */
  public Disclosure beyond(Iterable<String> before) {
    SortedMap<String, Integer> more = new TreeMap<>(keys);
    before.forEach(place -> more.remove(place));
    return new Disclosure(more);
  }

  /**
   * Says it, unless nothing becomes readable.
   *
   * @param owner what the keys are of
   * @param who gets to read them
   */
  public void tell(AttributePath path, String owner, String who, Diagnostics out) {
    if (keys.isEmpty()) {
      return;
    }
    int all = keys.values().stream().mapToInt(Integer::intValue).sum();
    String places =
        keys.entrySet().stream()
            .map(place -> place.getKey() + " (" + count(place.getValue()) + ")")
            .collect(Collectors.joining(", "));
    out.warning(
        path,
        count(all) + " of " + owner + (all == 1 ? " becomes" : " become") + " readable by " + who,
        places + "; and whatever is added there");
  }

  private static String count(int keys) {
    return keys + (keys == 1 ? " key" : " keys");
  }
}
