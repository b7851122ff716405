package dev.coffer.client.format.source;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;

/** One JSON object of strings, numbers and truth values. */
public final class JsonSource implements VariablesSource {
  @Override
  public Map<String, String> read(String text, String source) {
    CollectedVariables variables = new CollectedVariables(source);
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      json.setStrictness(Strictness.STRICT);
      readObject(json, variables);
    } catch (MalformedJsonException | EOFException e) {
      throw variables.unusable("it is not JSON");
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be read", e);
    }
    return variables.all();
  }

  private static void readObject(JsonReader json, CollectedVariables variables) throws IOException {
    if (json.peek() != JsonToken.BEGIN_OBJECT) {
      throw variables.unusable("it is not one JSON object");
    }
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      variables.put(name, readValue(json, name, variables));
    }
    json.endObject();
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw variables.unusable("it is not JSON");
    }
  }

  private static String readValue(JsonReader json, String name, CollectedVariables variables)
      throws IOException {
    return switch (json.peek()) {
      case STRING, NUMBER -> json.nextString();
      case BOOLEAN -> Boolean.toString(json.nextBoolean());
      case NULL -> throw variables.refused(name, "null is not a value; \"\" is the empty one");
      default -> throw variables.refused(name, "an object or a list is not a value");
    };
  }
}
