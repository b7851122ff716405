package dev.coffer.client.remote;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.coffer.protocol.Malformed;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** Records to JSON and back, in the strict form of RFC 8259; absent members are null. */
public final class WireJson {
  private static final TypeToken<Map<String, Object>> DOCUMENT = new TypeToken<>() {};
  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .setStrictness(Strictness.STRICT)
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .registerTypeAdapter(Instant.class, new InstantAdapter().nullSafe())
          .registerTypeAdapterFactory(new DocumentAdapters())
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

  /** A document of the user's, such as a schema, keeps its nulls. */
  private static final class DocumentAdapters implements TypeAdapterFactory {
    @Override
    @SuppressWarnings("unchecked") // T is DOCUMENT's type where it is cast
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      if (!type.equals(DOCUMENT)) {
        return null;
      }
      var plain = (TypeAdapter<Map<String, Object>>) gson.getDelegateAdapter(this, type);
      return (TypeAdapter<T>) new DocumentAdapter(plain).nullSafe();
    }
  }

  private static final class DocumentAdapter extends TypeAdapter<Map<String, Object>> {
    private final TypeAdapter<Map<String, Object>> plain;

    DocumentAdapter(TypeAdapter<Map<String, Object>> plain) {
      this.plain = plain;
    }

    @Override
    public void write(JsonWriter out, Map<String, Object> value) throws IOException {
      boolean before = out.getSerializeNulls();
      out.setSerializeNulls(true);
      plain.write(out, value);
      out.setSerializeNulls(before);
    }

    @Override
    public Map<String, Object> read(JsonReader in) throws IOException {
      return plain.read(in);
    }
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
