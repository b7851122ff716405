package dev.coffer.web.json;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes records, maps, lists and simple values as compact JSON in UTF-8; null members are left
 * out, empty {@link Optional} ones are written as {@code null}.
 */
final class JsonLine {
  private final StringBuilder text = new StringBuilder();

  private JsonLine() {}

  static byte[] bytes(Object value) {
    JsonLine line = new JsonLine();
    line.value(value);
    return line.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Collection<?> items) {
      array(items);
    } else if (value instanceof Record wire) {
      object(wire);
    } else if (value instanceof Optional<?> perhaps) {
      value(perhaps.orElse(null));
    } else if (value instanceof String || value instanceof Instant) {
      string(value.toString());
    } else {
      throw new IllegalArgumentException("no JSON form for " + value.getClass());
    }
  }

  private void object(Record wire) {
    text.append('{');
    boolean first = true;
    for (RecordComponent component : WireRecords.components(wire.getClass())) {
      first = member(first, component.getName(), WireRecords.component(component, wire));
    }
    text.append('}');
  }

  private void object(Map<?, ?> map) {
    text.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      first = member(first, entry.getKey().toString(), entry.getValue());
    }
    text.append('}');
  }

  private boolean member(boolean first, String name, Object value) {
    if (value == null) {
      return first;
    }
    if (!first) {
      text.append(',');
    }
    string(name);
    text.append(':');
    value(value);
    return false;
  }

  private void array(Collection<?> items) {
    text.append('[');
    boolean first = true;
    for (Object item : items) {
      if (!first) {
        text.append(',');
      }
      first = false;
      value(item);
    }
    text.append(']');
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        default -> {
          if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
