package dev.coffer.client.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
  private static final Setting SETTING = new Setting("shop", new SecureRandom());
  private static final String SECRET = "s3cret";

  @ParameterizedTest
  @CsvSource({
    ".env, DOTENV",
    ".env.production, DOTENV",
    "vars, DOTENV",
    "json, DOTENV",
    "a.json, JSON",
    "A.JSON, JSON",
    "a.yaml, YAML",
    "a.yml, YAML",
    "a.toml, TOML",
    "a.properties, PROPERTIES",
    "a.sh, SHELL",
    "a.env, DOTENV",
    "a.docker, DOTENV"
  })
  void ofFile_nameEnding_tellsTheFormat(String file, Format format) {
    assertThat(Format.ofFile(file)).isEqualTo(format);
  }

  @ParameterizedTest
  @EnumSource
  void named_wireName_isTheFormat(Format format) {
    assertThat(Format.named(format.wireName())).isEqualTo(format);
  }

  @Test
  void named_unknown_listsAll() {
    assertThatThrownBy(() -> Format.named("xml"))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessage("'xml' is not a format")
        .extracting(e -> ((ClientException) e).hint().orElseThrow())
        .asString()
        .contains("dotenv, shell, json", "k8s-secret");
  }

  @ParameterizedTest
  @EnumSource
  void write_halfACharacter_isRefusedByName(Format format) {
    assertThatThrownBy(() -> format.write(one("KEY", SECRET + "\ud83c"), SETTING))
        .isInstanceOf(ClientException.Failed.class)
        .hasMessageContaining("KEY")
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "SHELL, a.b, x",
    "SHELL, 1A, x",
    "SHELL, UID, x",
    "SHELL, A-B, x",
    "SYSTEMD, a.b, x",
    "GITLAB, a.b, x",
    "GITHUB_ACTIONS, a.b, x",
    "GITHUB_ACTIONS, GITHUB_TOKEN, x",
    "GITHUB_ACTIONS, runner_os, x",
    "GITHUB_ACTIONS, NODE_OPTIONS, x",
    "DOCKER, A B, x",
    "DOCKER, #A, x",
    "DOCKER, A=B, x",
    "K8S_SECRET, A/B, x",
    "K8S_SECRET, .., x",
    "K8S_SECRET, ..A, x",
    "DOTENV, A B, x"
  })
  void write_nameThatTheConsumerCannotHave_isRefused(Format format, String name, String value) {
    assertThatThrownBy(() -> format.write(one(name, value), SETTING))
        .isInstanceOf(ClientException.Failed.class)
        .hasMessageStartingWith("the name " + name + " cannot be written");
  }

  @ParameterizedTest
  @CsvSource({
    "SHELL, 'x\0'",
    "GITHUB_ACTIONS, 'x\0'",
    "DOCKER, 'x\0'",
    "SYSTEMD, 'x\0'",
    "GITLAB, 'x\0'",
    "DOCKER, 'x\ny'",
    "DOCKER, 'x\r'",
    "SYSTEMD, 'x\r'",
    "SYSTEMD, 'x\u001b'",
    "SYSTEMD, 'x\ufffe'",
    "GITLAB, 'x\ny'",
    "GITLAB, ' x'",
    "GITLAB, 'x '",
    "GITLAB, 'x$y'"
  })
  void write_valueThatTheConsumerWouldDamage_isRefusedByName(Format format, String value) {
    assertThatThrownBy(() -> format.write(one("KEY", value.replace("x", SECRET)), SETTING))
        .isInstanceOf(ClientException.Failed.class)
        .hasMessageStartingWith("the value of KEY cannot be written as " + format.wireName())
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void write_gitlabReport_keepsItsLimits() {
    String most = "x".repeat(5 * 1024 - "A=\n".length() - 1);
    assertThat(Format.GITLAB.write(one("A", most), SETTING)).hasSize(5 * 1024 - 1);
    assertThatThrownBy(() -> Format.GITLAB.write(one("A", most + "x"), SETTING))
        .hasMessageContaining("less than 5 kB");
    SortedMap<String, String> many = new TreeMap<>();
    for (int i = 0; i <= 150; i++) {
      many.put("K" + i, "");
    }
    assertThatThrownBy(() -> Format.GITLAB.write(many, SETTING))
        .hasMessageContaining("at most 150 variables");
  }

  @ParameterizedTest
  @EnumSource(names = {"SHELL", "TOML", "DOCKER", "GITHUB_ACTIONS", "GITLAB", "K8S_SECRET"})
  void read_formatThatIsOnlyWritten_isRefused(Format format) {
    assertThatThrownBy(() -> format.read(new byte[0], "file"))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessageContaining(format.wireName())
        .extracting(e -> ((ClientException) e).hint().orElseThrow())
        .isEqualTo("--format is one of dotenv, json, yaml, properties");
  }

  @Test
  void read_noUtf8_isRefused() {
    assertThatThrownBy(
            () -> Format.DOTENV.read("A=é".getBytes(StandardCharsets.ISO_8859_1), "file"))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessage("file is not UTF-8 text");
  }

  @ParameterizedTest
  @CsvSource({"DOTENV, A=1", "JSON, '{\"A\": \"1\"}'", "YAML, 'A: 1'", "PROPERTIES, A=1"})
  void read_byteOrderMark_isSkipped(Format format, String text) {
    byte[] content = ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
    assertThat(format.read(content, "file")).isEqualTo(Map.of("A", "1"));
  }

  private static SortedMap<String, String> one(String name, String value) {
    return new TreeMap<>(Map.of(name, value));
  }
}
