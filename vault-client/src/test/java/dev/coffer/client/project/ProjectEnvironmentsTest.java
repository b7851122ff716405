package dev.coffer.client.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.client.ClientException;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectEnvironmentsTest {
  private static ProjectEnvironments environments(String json) {
    JsonObject content = JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject();
    return new ProjectEnvironments(Path.of("coffer.json"), content);
  }

  private static final ProjectEnvironments PROJECT =
      environments(
          "{'env':{'prod':'.env.production','dev':'.env','ci':'config/.env.test','odd':'x.env',"
              + "'staging':'.env.elsewhere'},"
              + "'environments':{'staging':{'extends':'prod','file':'.env.staging'},"
              + "'production':{'extends':'default'},'preview':{'extends':'staging'},"
              + "'plain':'.env.plain','empty':{}}}");

  /** Declared names first, then aliases, then the name itself. */
  @ParameterizedTest
  @CsvSource({
    "prod, production",
    "production, production",
    "dev, default",
    "ci, test",
    "odd, odd",
    "staging, staging",
    "unheard-of, unheard-of",
  })
  void canonical(String name, String environment) {
    assertThat(PROJECT.canonical(name)).isEqualTo(new EnvironmentName(environment));
  }

  @Test
  void canonical_impossibleName_isMalformed() {
    assertThatThrownBy(() -> PROJECT.canonical("../x")).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "preview, default production staging preview",
    "production, default production",
    "plain, plain",
    "empty, empty",
    "unheard-of, unheard-of",
  })
  void lineage_isBaseFirst(String name, String lineage) {
    assertThat(PROJECT.lineage(new EnvironmentName(name)))
        .extracting(EnvironmentName::value)
        .containsExactly(lineage.split(" ", -1));
  }

  @Test
  void all_namesAndWhatAliasesStandFor() {
    assertThat(PROJECT.all())
        .extracting(EnvironmentName::value)
        .containsExactly(
            "default",
            "elsewhere",
            "empty",
            "odd",
            "plain",
            "preview",
            "production",
            "staging",
            "test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"environments":{"a":{"extends":"a"}}}|$.environments inherit in a circle: a → a
          {"environments":{"a":{"extends":"b"},"b":{"extends":"c"},"c":{"extends":"b"}}}|: a → b → c → b
          {"env":{"x":".env.a"},"environments":{"a":{"extends":"x"}}}|: a → a
          {"environments":{"a":{"extends":"nowhere"}}}|$.environments.a.extends is neither 'default'
          {"environments":{"a":{"extends":["b"]}}}|$.environments.a.extends is not a text in quotes
          {"environments":{"a":["b"]}}|$.environments.a is neither a file's name nor an object
          """)
  void lineage_thatCannotBe_saysWhere(String json, String message) {
    ProjectEnvironments environments = environments(json);
    assertThatThrownBy(() -> environments.lineage(new EnvironmentName("a")))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessageContaining("coffer.json cannot be used")
        .hasMessageContaining(message);
    assertThat(environments.lineage(EnvironmentName.DEFAULT)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"env":[]}|$.env is not an object
          {"environments":"a"}|$.environments is not an object
          {"env":{"a":1}}|$.env.a is not a text in quotes
          """)
  void members_ofTheWrongKind_sayWhere(String json, String message) {
    assertThatThrownBy(() -> environments(json).canonical("a"))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessageContaining(message);
  }
}
