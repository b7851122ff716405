package dev.coffer.client.project;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.coffer.client.schema.EnvSchema;
import dev.coffer.client.store.AtomicFile;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.PayloadFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a project says about its variables.
 *
 * @param content of the project file
 * @param folder that the file is in
 */
record ProjectSchema(JsonObject content, Path folder) {
  private static final String MEMBER = "envSchema";
  private static final String EXAMPLE = ".env.example";

  /**
   * The rules that the project file declares.
   *
   * @throws Malformed saying where they are not what they should be
   */
  Optional<EnvSchema> declared() {
    return Optional.ofNullable(content.get(MEMBER))
        .filter(element -> element != JsonNull.INSTANCE)
        .map(element -> EnvSchema.parse(element, "$." + MEMBER));
  }

  /** The rules that the file for readers implies, if there is one. */
  Optional<EnvSchema> implied() {
    return AtomicFile.read(folder.resolve(EXAMPLE))
        .map(text -> EnvSchema.ofExample(new String(text, StandardCharsets.UTF_8)));
  }

  /**
   * What is pushed: the declaration as it stands, or its form in the {@code lpm} protocol.
   *
   * @throws Malformed as {@link #declared}
   */
  Optional<JsonObject> document(PayloadFormat format) {
    boolean isDeclared = declared().isPresent();
    if (format == PayloadFormat.LPM) {
      return Optional.of(LpmSchema.of(content));
    }
    return isDeclared ? Optional.of(content.getAsJsonObject(MEMBER)) : Optional.empty();
  }
}
