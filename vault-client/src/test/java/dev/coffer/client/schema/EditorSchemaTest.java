package dev.coffer.client.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.protocol.Malformed;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/coffer.schema.json says the same as the command, and docs/schema.md shows what is so. */
class EditorSchemaTest {
  private static final Path DOCS = Path.of("..", "docs");

  private JsonObject editors;
  private Validator validator;
  private URI uri;

  @BeforeEach
  void read() throws IOException {
    editors = JsonParser.parseString(text("coffer.schema.json")).getAsJsonObject();
    validator =
        new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory()).createValidator();
    uri = validator.registerSchema(editors);
  }

  private static String text(String name) throws IOException {
    return Files.readString(DOCS.resolve(name));
  }

  private boolean accepts(JsonElement project) {
    return validator.validate(uri, project).isValid();
  }

  private static JsonObject project(String envSchema) {
    JsonObject project = new JsonObject();
    project.addProperty("vault", "shop");
    project.add("envSchema", JsonParser.parseString(envSchema));
    return project;
  }

  @Test
  void exampleOfTheDocumentation_isAcceptedByBoth() throws IOException {
    Matcher block = Pattern.compile("(?s)```json\n(.*?)```").matcher(text("schema.md"));
    assertThat(block.find()).isTrue();
    JsonObject project = JsonParser.parseString(block.group(1)).getAsJsonObject();
    assertThat(accepts(project)).isTrue();
    EnvSchema schema = EnvSchema.parse(project.get("envSchema"), "$");
    assertThat(schema.notes()).isEmpty();
    assertThat(schema.rules()).containsKeys("PORT", "STRIPE_KEY");
  }

  @Test
  void membersAndFormats_areThoseOfTheCommand() {
    JsonObject members =
        editors.getAsJsonObject("$defs").getAsJsonObject("rule").getAsJsonObject("properties");
    JsonObject rule = new JsonObject();
    members.keySet().forEach(name -> rule.add(name, null));
    EnvSchema schema =
        EnvSchema.parse(JsonParser.parseString("{\"vars\":{\"A\":" + rule + "}}"), "$");
    assertThat(schema.notes()).isEmpty();
    assertThat(members.keySet()).hasSize(VariableRule.class.getRecordComponents().length);
    List<String> formats =
        members.getAsJsonObject("format").getAsJsonArray("enum").asList().stream()
            .filter(JsonElement::isJsonPrimitive)
            .map(JsonElement::getAsString)
            .toList();
    assertThat(formats)
        .isEqualTo(Arrays.stream(ValueFormat.values()).map(ValueFormat::wireName).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"vars\":[]}",
        "{\"vars\":{\"A\":\"port\"}}",
        "{\"vars\":{\"A B\":{}}}",
        "{\"vars\":{\"A\":{\"required\":1}}}",
        "{\"vars\":{\"A\":{\"format\":\"ports\"}}}",
        "{\"vars\":{\"A\":{\"default\":80}}}",
        "{\"vars\":{\"A\":{\"enum\":[]}}}",
        "{\"vars\":{\"A\":{\"enum\":[80]}}}",
      })
  void malformed_isRefusedByBoth(String envSchema) {
    assertThat(accepts(project(envSchema))).isFalse();
    assertThatThrownBy(() -> EnvSchema.parse(JsonParser.parseString(envSchema), "$"))
        .isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"vars\":{}}",
        "{\"vars\":{\"A\":{\"required\":null,\"enum\":null,\"format\":null}}}",
        "{\"vars\":{\"A\":null,\"B.c-d\":{\"enum\":[\"x\"]}}}",
      })
  void wellFormed_isAcceptedByBoth(String envSchema) {
    assertThat(accepts(project(envSchema))).isTrue();
    assertThat(EnvSchema.parse(JsonParser.parseString(envSchema), "$").notes()).isEmpty();
  }
}
