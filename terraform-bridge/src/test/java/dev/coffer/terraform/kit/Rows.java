package dev.coffer.terraform.kit;

import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.value.Value;
import java.util.Map;

/** Rows from plain objects. */
public final class Rows {
  private Rows() {}

  public static Row of(Map<String, Object> plain) {
    return new Row((Value.Fields) JsonValues.of(plain));
  }

  public static Map<String, Object> plain(Row row) {
    return JsonValues.plain(row.fields());
  }
}
