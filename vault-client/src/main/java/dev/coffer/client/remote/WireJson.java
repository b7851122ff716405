package dev.coffer.client.remote;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.coffer.protocol.Malformed;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Records to JSON and back, in the strict form of RFC 8259; absent members are null. */
public final class WireJson {
  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .setStrictness(Strictness.STRICT)
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .registerTypeAdapter(Instant.class, new InstantAdapter().nullSafe())
          .create();

  private WireJson() {}

  public static String write(Object record) {
    return GSON.toJson(record);
  }

  /**
   * Reads one object.
   *
   * @throws Malformed when {@code text} is not the JSON of a {@code type}
   */
  public static <T> T read(String text, Class<T> type) {
    T value;
    try {
      value = GSON.fromJson(text, type);
    } catch (JsonParseException | ArithmeticException e) {
      throw new Malformed("not the JSON of a " + type.getSimpleName());
    }
    if (value == null) {
      throw new Malformed("not the JSON of a " + type.getSimpleName());
    }
    return value;
  }

  private static final class InstantAdapter extends TypeAdapter<Instant> {
    @Override
    public void write(JsonWriter out, Instant value) throws IOException {
      out.value(value.toString());
    }

    @Override
    public Instant read(JsonReader in) throws IOException {
      try {
        return Instant.parse(in.nextString());
      } catch (DateTimeParseException e) {
        throw new JsonParseException("a time is written as RFC 3339 says", e);
      }
    }
  }
}
