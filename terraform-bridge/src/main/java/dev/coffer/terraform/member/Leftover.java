package dev.coffer.terraform.member;

import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.value.Value;
import java.util.List;

/** What an interrupted change has left to do: the vaults that still have a key from before it. */
final class Leftover {
  private static final String UNFINISHED = "unfinished";

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

  /** What a plan can say of it: what is left then shows when it was tried. */
  static Row open(Row row) {
    return row.with(UNFINISHED, Value.Absent.UNKNOWN);
  }

  /** Says what the change of {@code who} has left, if anything. */
  static void warn(List<String> vaults, String who, Diagnostics out) {
    if (!vaults.isEmpty()) {
      out.warning(
          AttributePath.of(UNFINISHED),
          "the change of " + who + " is not finished",
          "these vaults still have a key to which the member has lost the right, or could not be"
              + " asked: "
              + String.join(", ", vaults)
              + ". The next apply does the rest");
    }
  }
}
