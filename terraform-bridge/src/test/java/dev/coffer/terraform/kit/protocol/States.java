package dev.coffer.terraform.kit.protocol;

import dev.coffer.terraform.kit.JsonValues;
import dev.coffer.terraform.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration's state by address, and everything that was ever written anywhere. */
final class States {
  private final Map<String, Value> states = new LinkedHashMap<>();
  private final StringBuilder written = new StringBuilder();

  /** The block's state; null where it has none. */
  Value of(String address) {
    return states.getOrDefault(address, Value.Absent.NULL);
  }

  /** The block's attributes as a person reads them. */
  Map<String, Object> plain(String address) {
    return Optional.ofNullable(states.get(address))
        .map(state -> JsonValues.plain((Value.Fields) state))
        .orElseThrow(() -> new AssertionError("no state of " + address));
  }

  void store(String address, Value state) {
    write(String.valueOf(JsonValues.plain(state)));
    if (state.isNull()) {
      forget(address);
    } else {
      states.put(address, state);
    }
  }

  void forget(String address) {
    states.remove(address);
  }

  /** Those that have a state and are none of {@code declared}, the latest first. */
  List<String> beyond(List<String> declared) {
    List<String> surplus = new ArrayList<>(states.keySet());
    surplus.removeAll(declared);
    Collections.reverse(surplus);
    return surplus;
  }

  void write(String text) {
    written.append(text).append('\n');
  }

  String written() {
    return written.toString();
  }
}
