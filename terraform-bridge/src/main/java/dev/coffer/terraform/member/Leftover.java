package dev.coffer.terraform.member;

import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.value.Value;
import java.util.List;

/** What an interrupted change has left to do: the vaults that still have a key from before it. */
final class Leftover {
  private static final String UNFINISHED = "unfinished";
  private static final Value NONE = new Value.Items(List.of());

  private Leftover() {}

  static Attribute attribute() {
    return Attribute.computed(
        UNFINISHED,
        new Type.SetOf(Type.Simple.TEXT),
        "Vaults that still have a key to which the member has lost the right, because a change was"
            + " interrupted. The next apply gives them new ones.");
  }

  static boolean isIn(Row state) {
    return state.texts(UNFINISHED).filter(vaults -> !vaults.isEmpty()).isPresent();
  }

  static Row put(Row row, List<String> vaults) {
    return row.with(UNFINISHED, new Value.Items(vaults.stream().map(Value::of).toList()));
  }

  /** The state once nothing is left. */
  static Row done(Row row) {
    return row.with(UNFINISHED, NONE);
  }
}
