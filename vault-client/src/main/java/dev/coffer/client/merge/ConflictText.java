package dev.coffer.client.merge;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.coffer.client.ClientException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Conflicts as a text that a person edits: one line for a variable's value on each side, between
 * marks. Read back, it decides every conflict or is refused with the number of the line at fault.
 */
public final class ConflictText {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final String DELETED = "deleted";
  private static final String HERE = "<<<<<<< here";
  private static final String BETWEEN = "=======";
  private static final String THERE = ">>>>>>> server";
  private static final String HEADER =
      """
      # Each variable below was changed both here and on the server.
      # Keep one line of each, or write one of your own, and remove the lines
      # that start with <<<<<<<, ======= and >>>>>>>. A value is a JSON string;
      # the word deleted, without quotes, removes the variable.
      """;

  private final List<KeyConflict> conflicts;

  public ConflictText(List<KeyConflict> conflicts) {
    this.conflicts = List.copyOf(conflicts);
  }

  /** The text to edit. */
  public String write() {
    StringBuilder text = new StringBuilder(HEADER);
    for (KeyConflict conflict : conflicts) {
      text.append('\n').append(HERE).append('\n');
      text.append(line(conflict, conflict.mine())).append('\n').append(BETWEEN).append('\n');
      text.append(line(conflict, conflict.theirs())).append('\n').append(THERE).append('\n');
    }
    return text.toString();
  }

  private static String line(KeyConflict conflict, String value) {
    return start(conflict) + (value == null ? DELETED : GSON.toJson(value));
  }

  /** A name that could be taken for something else is a JSON string, as a value is. */
  private static String start(KeyConflict conflict) {
    String key = conflict.key();
    String name = PLAIN.matcher(key).matches() ? key : GSON.toJson(key);
    return conflict.environment() + "/" + name + " = ";
  }

  /**
   * The decisions that {@code text} holds.
   *
   * @throws ClientException.Conflict when it leaves a mark or a variable undecided, or has a line
   *     that says nothing
   */
  public List<Decision> read(String text) {
    Map<KeyConflict, Decision> decisions = new LinkedHashMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        Decision decision = decision(line, i + 1);
        if (decisions.put(decision.conflict(), decision) != null) {
          throw refused("line " + (i + 1) + " is a second one of " + decision.conflict().label());
        }
      }
    }
    List<KeyConflict> left = new ArrayList<>(conflicts);
    left.removeAll(decisions.keySet());
    if (!left.isEmpty()) {
      throw refused("there is no line of " + left.get(0).label());
    }
    return List.copyOf(decisions.values());
  }

  private Decision decision(String line, int number) {
    if (line.startsWith("<<<<<<<") || line.startsWith(BETWEEN) || line.startsWith(">>>>>>>")) {
      throw refused("line " + number + " still has a conflict mark");
    }
    KeyConflict conflict =
        conflicts.stream()
            .filter(found -> line.startsWith(start(found)))
            .findFirst()
            .orElseThrow(() -> refused("line " + number + " is of no variable in conflict"));
    String written = line.substring(start(conflict).length());
    if (line.equals(line(conflict, conflict.mine()))) {
      return Decision.ours(conflict);
    }
    if (line.equals(line(conflict, conflict.theirs()))) {
      return Decision.theirs(conflict);
    }
    return written.equals(DELETED)
        ? Decision.edited(conflict, null)
        : Decision.edited(conflict, value(written).orElseThrow(() -> noValue(number)));
  }

  private static Optional<String> value(String written) {
    try (JsonReader json = new JsonReader(new StringReader(written))) {
      json.setStrictness(Strictness.STRICT);
      if (json.peek() != JsonToken.STRING) {
        return Optional.empty();
      }
      String value = json.nextString();
      return json.peek() == JsonToken.END_DOCUMENT ? Optional.of(value) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ClientException noValue(int number) {
    return refused("line " + number + " has no JSON string after the equals sign");
  }

  private static ClientException refused(String reason) {
    return new ClientException.Conflict(
        "the edited text does not decide: " + reason,
        "your edits are untouched and nothing was pushed; run the command again");
  }
}
