package dev.coffer.client.dotenv;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files that the reader is compared with npm's dotenv on, and what that one says. */
record DotenvCorpus(String origin, List<Entry> entries) {

  /** A long text stands as parts: a string, or a string and how often it is repeated. */
  private record Entry(String name, JsonElement input, Map<String, JsonElement> expected) {
    File file() {
      return new File(
          name,
          whole(input),
          expected.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, value -> whole(value.getValue()))));
    }
  }

  /** One file. */
  record File(String name, String text, Map<String, String> expected) {}

  static List<File> files() {
    try (Reader reader =
        new InputStreamReader(
            DotenvCorpus.class.getResourceAsStream("/vectors/dotenv/corpus.json"),
            StandardCharsets.UTF_8)) {
      return new Gson()
          .fromJson(reader, DotenvCorpus.class).entries().stream().map(Entry::file).toList();
    } catch (IOException e) {
      throw new IllegalStateException("the corpus cannot be read", e);
    }
  }

  private static String whole(JsonElement parts) {
    if (parts.isJsonPrimitive()) {
      return parts.getAsString();
    }
    StringBuilder text = new StringBuilder();
    for (JsonElement part : parts.getAsJsonArray()) {
      text.append(
          part.isJsonPrimitive()
              ? part.getAsString()
              : part.getAsJsonArray()
                  .get(0)
                  .getAsString()
                  .repeat(part.getAsJsonArray().get(1).getAsInt()));
    }
    return text.toString();
  }
}
