package dev.coffer.client.audit.text;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import dev.coffer.client.audit.LoggedRecord;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.audit.AuditRecord;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One record as one object on one line: the members of docs/envelope.md §9 under their names there
 * and with the same text, {@code none} included, then {@code hash}.
 */
public final class AuditLines {
  private static final String SEQUENCE = "sequence";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
  private static final List<String> MEMBERS =
      List.of(
          "owner",
          SEQUENCE,
          "previous",
          "time",
          "actor",
          "device",
          "action",
          "outcome",
          "vault",
          "metadata",
          "hash");

  private AuditLines() {}

  /** The line for {@code logged}, without a line end. */
  public static String write(LoggedRecord logged) {
    AuditRecord record = logged.record();
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      json.name("owner").value(record.owner());
      json.name(SEQUENCE).value(record.sequence());
      json.name("previous").value(record.previous().map(Digest::text).orElse(AuditRecord.NONE));
      json.name("time").value(record.time().toString());
      json.name("actor").value(record.actor());
      json.name("device").value(record.device());
      json.name("action").value(record.action());
      json.name("outcome").value(record.outcome());
      json.name("vault").value(record.vault());
      json.name("metadata").value(record.metadata());
      json.name("hash").value(logged.hash().text());
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text takes everything", e);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #write} wrote, in any order of members and with any white space.
   *
   * @throws Malformed when a member is missing, doubled, unknown or of another form: two readers
   *     could see two records in one line
   */
  public static LoggedRecord read(String line) {
    Map<String, String> members = members(line);
    String previous = members.get("previous");
    AuditRecord record =
        new AuditRecord(
            members.get("owner"),
            Long.parseLong(members.get(SEQUENCE)),
            previous.equals(AuditRecord.NONE)
                ? Optional.empty()
                : Optional.of(Digest.parse(previous)),
            time(members.get("time")),
            members.get("actor"),
            members.get("device"),
            members.get("action"),
            members.get("outcome"),
            members.get("vault"),
            members.get("metadata"));
    return new LoggedRecord(record, Digest.parse(members.get("hash")));
  }

  private static Map<String, String> members(String line) {
    Map<String, String> members = new HashMap<>();
    try (JsonReader json = new JsonReader(new StringReader(line))) {
      json.setStrictness(Strictness.STRICT);
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (!MEMBERS.contains(name) || members.put(name, value(json, name)) != null) {
          throw new Malformed("a member is unknown or stands there twice");
        }
      }
      json.endObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new Malformed("more than one object on one line");
      }
    } catch (IOException | IllegalStateException e) {
      throw new Malformed("not a JSON object of texts");
    }
    if (members.size() != MEMBERS.size()) {
      throw new Malformed("a member is missing");
    }
    return members;
  }

  private static String value(JsonReader json, String name) throws IOException {
    boolean number = name.equals(SEQUENCE);
    if (json.peek() != (number ? JsonToken.NUMBER : JsonToken.STRING)) {
      throw new MalformedJsonException(name);
    }
    String value = json.nextString();
    if (number && !NUMBER.matcher(value).matches()) {
      throw new Malformed("a sequence is a whole number of at least 1");
    }
    return value;
  }

  private static Instant time(String text) {
    try {
      Instant time = Instant.parse(text);
      if (time.toString().equals(text)) {
        return time;
      }
    } catch (DateTimeException e) {
      throw new Malformed("not a time");
    }
    throw new Malformed("a time that is written otherwise than it is hashed");
  }
}
