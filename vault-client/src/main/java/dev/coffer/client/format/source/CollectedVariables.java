package dev.coffer.client.format.source;

import dev.coffer.client.ClientException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The variables of one file while it is read: each name once, in the form that names have. */
final class CollectedVariables {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

  private final String source;
  private final Map<String, String> variables = new LinkedHashMap<>();

  CollectedVariables(String source) {
    this.source = source;
  }

  void put(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw refused(name, "a variable's name has letters, digits and the characters _ . -");
    }
    if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw refused(name, "half a character (an unpaired surrogate) is not text");
    }
    if (variables.put(name, value) != null) {
      throw refused(name, "this name is there twice");
    }
  }

  Map<String, String> all() {
    return variables;
  }

  /** The refusal of what stands at {@code path}. */
  ClientException.Usage refused(String path, String why) {
    return new ClientException.Usage(
        source + " cannot be imported: " + path + ": " + why, "nothing was changed");
  }

  /** The refusal of the whole file. */
  ClientException.Usage unusable(String why) {
    return new ClientException.Usage(
        source + " cannot be imported: " + why, "nothing was changed; --format says what it is");
  }
}
