package dev.coffer.client.crypto.text;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import dev.coffer.protocol.Malformed;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The JSON inside an {@code lpm} blob. Written as {@code {"environments":{NAME:{KEY:VALUE}}}}; read
 * in that form and in the older flat one, {@code {KEY:VALUE}}, which means environment {@code
 * default}.
 */
public final class LpmText {
  private static final String ENVIRONMENTS = "environments";
  private static final String DEFAULT = "default";

  private LpmText() {}

  /** The text of {@code environments} (name to variables); empty ones are left out. */
  public static byte[] write(SortedMap<String, SortedMap<String, String>> environments) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject().name(ENVIRONMENTS).beginObject();
      for (Map.Entry<String, SortedMap<String, String>> environment : environments.entrySet()) {
        if (!environment.getValue().isEmpty()) {
          json.name(environment.getKey());
          writeVariables(json, environment.getValue());
        }
      }
      json.endObject().endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be written", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void writeVariables(JsonWriter json, SortedMap<String, String> variables)
      throws IOException {
    json.beginObject();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      json.name(variable.getKey()).value(variable.getValue());
    }
    json.endObject();
  }

  /**
   * The environments in {@code content}.
   *
   * @throws Malformed when it has neither form
   */
  public static SortedMap<String, SortedMap<String, String>> read(byte[] content) {
    try (JsonReader json =
        new JsonReader(new StringReader(new String(content, StandardCharsets.UTF_8)))) {
      json.setStrictness(Strictness.STRICT);
      SortedMap<String, SortedMap<String, String>> environments = readTop(json);
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw notVariables();
      }
      return environments;
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      throw notVariables();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be read", e);
    }
  }

  /**
   * A member that is an object makes the text three-level, one that is a string makes it flat; both
   * in one text are neither.
   */
  private static SortedMap<String, SortedMap<String, String>> readTop(JsonReader json)
      throws IOException {
    SortedMap<String, SortedMap<String, String>> environments = new TreeMap<>();
    SortedMap<String, String> flat = new TreeMap<>();
    boolean threeLevel = false;
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (json.peek() == JsonToken.BEGIN_OBJECT) {
        threeLevel = true;
        SortedMap<String, SortedMap<String, String>> inner = readEnvironments(json);
        if (name.equals(ENVIRONMENTS)) {
          environments.putAll(inner);
        }
      } else {
        flat.put(name, readValue(json));
      }
    }
    json.endObject();
    if (threeLevel && !flat.isEmpty()) {
      throw notVariables();
    }
    if (!flat.isEmpty()) {
      environments.put(DEFAULT, flat);
    }
    return environments;
  }

  private static SortedMap<String, SortedMap<String, String>> readEnvironments(JsonReader json)
      throws IOException {
    SortedMap<String, SortedMap<String, String>> environments = new TreeMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      SortedMap<String, String> variables = new TreeMap<>();
      json.beginObject();
      while (json.hasNext()) {
        variables.put(json.nextName(), readValue(json));
      }
      json.endObject();
      environments.put(name, variables);
    }
    json.endObject();
    return environments;
  }

  private static Malformed notVariables() {
    return new Malformed("an lpm payload is one JSON object of variables or environments");
  }

  private static String readValue(JsonReader json) throws IOException {
    if (json.peek() != JsonToken.STRING) {
      throw notVariables();
    }
    return json.nextString();
  }
}
