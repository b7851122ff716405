package dev.coffer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md tells every setting, with its variable and its default. */
class ConfigurationPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SETTING =
      Pattern.compile("@ConfigProperty\\(\\s*name = \"([^\"]+)\"");

  @Test
  void page_everySettingInCode_isATableRow() throws IOException {
    String page = page();
    Set<String> settings = inCode();
    settings.addAll(defaults().stringPropertyNames());
    assertThat(settings).hasSizeGreaterThan(15);
    assertThat(settings)
        .allSatisfy(
            setting ->
                assertThat(page).contains("| `" + setting + "` | `" + variable(setting) + "` |"));
  }

  @Test
  void page_plainDefaults_areThoseOfTheArchive() throws IOException {
    String page = page();
    Properties defaults = defaults();
    assertThat(defaults.stringPropertyNames())
        .filteredOn(setting -> !defaults.getProperty(setting).contains("${"))
        .allSatisfy(
            setting ->
                assertThat(page)
                    .contains(
                        "`" + variable(setting) + "` | `" + defaults.getProperty(setting) + "` |"));
  }

  @Test
  void settings_inCode_takeTheirDefaultFromTheOneFile() throws IOException {
    Set<String> withoutDefault = inCode();
    withoutDefault.removeAll(defaults().stringPropertyNames());
    assertThat(withoutDefault)
        .containsExactly(
            "coffer.data.dir",
            "coffer.escrow.keystore.password",
            "coffer.escrow.pkcs11.config",
            "coffer.escrow.pkcs11.pin.file",
            "coffer.keystore.password");
  }

  private static String variable(String setting) {
    return setting.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve("configuration.md"));
  }

  private static Properties defaults() throws IOException {
    Path file =
        ROOT.resolve("vault-ejb/src/main/resources/META-INF/microprofile-config.properties");
    Properties defaults = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      defaults.load(reader);
    }
    return defaults;
  }

  private static Set<String> inCode() throws IOException {
    Set<String> settings = new TreeSet<>();
    for (String module : new String[] {"vault-ejb", "vault-web"}) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(Files::isRegularFile).forEach(file -> collect(file, settings));
      }
    }
    return settings;
  }

  private static void collect(Path file, Set<String> settings) {
    try {
      Matcher matcher = SETTING.matcher(Files.readString(file));
      while (matcher.find()) {
        settings.add(matcher.group(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
