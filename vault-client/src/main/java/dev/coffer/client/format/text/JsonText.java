package dev.coffer.client.format.text;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.SortedMap;

/** One JSON object of strings (RFC 8259), a member to a line. */
public final class JsonText implements VariablesText {
  @Override
  public String write(SortedMap<String, String> variables) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setIndent("  ");
      json.beginObject();
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        json.name(variable.getKey()).value(variable.getValue());
      }
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be written", e);
    }
    return text.append('\n').toString();
  }
}
