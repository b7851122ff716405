package dev.coffer.client.format;

import dev.coffer.client.ClientException;
import dev.coffer.client.dotenv.DotenvReader;
import dev.coffer.client.dotenv.DotenvWriter;
import dev.coffer.client.format.source.JsonSource;
import dev.coffer.client.format.source.PropertiesSource;
import dev.coffer.client.format.source.VariablesSource;
import dev.coffer.client.format.source.YamlSource;
import dev.coffer.client.format.text.DockerText;
import dev.coffer.client.format.text.GithubActionsText;
import dev.coffer.client.format.text.GitlabText;
import dev.coffer.client.format.text.JsonText;
import dev.coffer.client.format.text.KubernetesText;
import dev.coffer.client.format.text.PropertiesText;
import dev.coffer.client.format.text.ShellText;
import dev.coffer.client.format.text.SystemdText;
import dev.coffer.client.format.text.TomlText;
import dev.coffer.client.format.text.VariablesText;
import dev.coffer.client.format.text.YamlText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A format of variables. What it writes, its consumer reads as exactly the same variables. */
public enum Format {
  DOTENV("dotenv", "env"),
  SHELL("shell", "sh"),
  JSON("json", "json"),
  YAML("yaml", "yml"),
  TOML("toml", "toml"),
  DOCKER("docker", "docker"),
  GITHUB_ACTIONS("github-actions", "github"),
  GITLAB("gitlab", "gitlab"),
  SYSTEMD("systemd", "systemd"),
  PROPERTIES("properties", "properties"),
  K8S_SECRET("k8s-secret", "k8s");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String name;
  private final String shortName;

  Format(String name, String shortName) {
    this.name = name;
    this.shortName = shortName;
  }

  /**
   * The format that {@code name} means.
   *
   * @throws ClientException.Usage with all names when there is none
   */
  public static Format named(String name) {
    return Stream.of(values())
        .filter(format -> name.equals(format.name) || name.equals(format.shortName))
        .findFirst()
        .orElseThrow(
            () ->
                new ClientException.Usage(
                    "'" + name + "' is not a format",
                    "--format is one of " + names(Stream.of(values()))));
  }

  /** The format that the end of a file's name tells, else dotenv. */
  public static Format ofFile(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return Stream.of(SHELL, JSON, YAML, TOML, PROPERTIES)
        .filter(format -> name.endsWith("." + format.name) || name.endsWith("." + format.shortName))
        .findFirst()
        .orElse(DOTENV);
  }

  /** The name that messages use. */
  public String wireName() {
    return name;
  }

  /**
   * The text of {@code variables}.
   *
   * @throws ClientException.Failed naming the variable that the format cannot carry
   */
  public String write(SortedMap<String, String> variables, Setting setting) {
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(variable.getKey() + variable.getValue())) {
        throw new ClientException.Failed(
            "the value of " + variable.getKey() + " has half a character, which no file can hold",
            "set it again");
      }
    }
    return text(setting).write(variables);
  }

  private VariablesText text(Setting setting) {
    return switch (this) {
      case DOTENV -> DotenvWriter::write;
      case SHELL -> new ShellText();
      case JSON -> new JsonText();
      case YAML -> new YamlText();
      case TOML -> new TomlText();
      case DOCKER -> new DockerText();
      case GITHUB_ACTIONS -> new GithubActionsText(setting.random());
      case GITLAB -> new GitlabText();
      case SYSTEMD -> new SystemdText();
      case PROPERTIES -> new PropertiesText();
      case K8S_SECRET -> new KubernetesText(setting.name());
    };
  }

  /**
   * The variables of a file.
   *
   * @param source what messages call it
   * @throws ClientException.Usage when the format cannot be read, or {@code content} is not of it
   */
  public Map<String, String> read(byte[] content, String source) {
    VariablesSource reader =
        source()
            .orElseThrow(
                () ->
                    new ClientException.Usage(
                        "variables in format " + wireName() + " cannot be imported",
                        "--format is one of " + names(readable())));
    return reader.read(decoded(content, source), source);
  }

  private Optional<VariablesSource> source() {
    return switch (this) {
      case DOTENV -> Optional.of((text, name) -> DotenvReader.read(text));
      case JSON -> Optional.of(new JsonSource());
      case YAML -> Optional.of(new YamlSource());
      case PROPERTIES -> Optional.of(new PropertiesSource());
      default -> Optional.empty();
    };
  }

  private static String decoded(byte[] content, String source) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ClientException.Usage(source + " is not UTF-8 text", "convert it first");
    }
  }

  private static Stream<Format> readable() {
    return Stream.of(values()).filter(format -> format.source().isPresent());
  }

  private static String names(Stream<Format> formats) {
    return formats.map(Format::wireName).collect(Collectors.joining(", "));
  }
}
