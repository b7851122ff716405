package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.cli.LauncherPlace.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher there is another one")
class LauncherTest {
  private static final String NO_ARCHIVE = "no archive";

  @TempDir Path folder;
  private LauncherPlace place;

  @BeforeEach
  void unpack() throws IOException {
    place = new LauncherPlace(folder.toRealPath());
    place.install("one");
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void start_secondTime_usesTheArchiveOfTheFirstAndNeverOfAnotherJar(int version) throws Exception {
    Path home = jdk(version);
    assertThat(ends(Map.of("JAVA_HOME", home.toString(), "COFFER_CACHE", "now"), "a b", "c"))
        .isEqualTo(new Ended(0, "onea b,c\n", ""));
    Path archive = place.archives(version == 17 ? ".jsa" : ".aot").get(0);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.archives())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
        .endsWith("------");

    Ended second = ends(traced(home));
    assertThat(second.out()).isEqualTo("one\n");
    assertThat(second.err()).contains(archive.toString());
    assertThat(classesFrom(archive, home))
        .contains("dev.coffer.client.cli.Main source: shared objects file");

    place.replaceJar("two"); // the digest beside it is still the first one's
    assertThat(ends(traced(home)).out()).isEqualTo("two\n");
    assertThat(ends(Map.of("JAVA_HOME", home.toString(), "COFFER_CACHE", "now")))
        .isEqualTo(new Ended(0, "two\n", ""));
    assertThat(ends(traced(home)).err()).contains(NO_ARCHIVE);

    place.install("three");
    assertThat(ends(Map.of("JAVA_HOME", home.toString(), "COFFER_CACHE", "now")).out())
        .isEqualTo("three\n");
    Ended renewed = ends(traced(home));
    assertThat(renewed.out()).isEqualTo("three\n");
    assertThat(renewed.err()).doesNotContain(NO_ARCHIVE);
    assertThat(archive).doesNotExist();
  }

  @Test
  void start_firstTime_makesTheArchiveBehindTheCommand() throws Exception {
    Ended first = ends(traced(jdk()));
    assertThat(first.out()).isEqualTo("one\n");
    assertThat(first.err()).contains("in the background", NO_ARCHIVE);
    Ended next = first;
    for (int i = 0; i < 1000 && next.err().contains(NO_ARCHIVE); i++) {
      next = ends(traced(jdk()));
    }
    assertThat(next.err()).doesNotContain(NO_ARCHIVE);
    assertThat(next.out()).isEqualTo("one\n");
  }

  @Test
  void start_twoAtOnce_bothRunAndOneArchiveIsWhole() throws Exception {
    Map<String, String> now = environment("JAVA_HOME", jdk().toString(), "COFFER_CACHE", "now");
    var first = place.starts(place.start(), now);
    var second = place.starts(place.start(), now);
    assertThat(first.end()).isEqualTo(new Ended(0, "one\n", ""));
    assertThat(second.end()).isEqualTo(new Ended(0, "one\n", ""));
    assertThat(place.archives(".for")).hasSize(1);
    assertThat(place.archives(".making")).isEmpty();
    assertThat(ends(traced(jdk())).err()).doesNotContain(NO_ARCHIVE);
  }

  @Test
  void start_folderThatOthersControl_isNeitherReadNorFilled() throws Exception {
    assertThat(ends(now(jdk())).out()).isEqualTo("one\n");
    assertThat(ends(traced(jdk())).err()).doesNotContain(NO_ARCHIVE);

    Files.setPosixFilePermissions(place.archives(), PosixFilePermissions.fromString("rwxrwx---"));
    assertRefused();
    Files.setPosixFilePermissions(place.archives(), PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(place.cache(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertRefused();
    Files.setPosixFilePermissions(place.cache(), PosixFilePermissions.fromString("rwx------"));

    Path elsewhere = folder.resolve("elsewhere");
    Files.move(place.archives(), elsewhere);
    Files.createSymbolicLink(place.archives(), elsewhere);
    assertRefused();
    Files.delete(place.archives());
    Files.move(elsewhere, place.archives());
    if (new ProcessBuilder("chown", "65534", place.archives().toString()).start().waitFor() == 0
        && !Files.getOwner(place.archives(), LinkOption.NOFOLLOW_LINKS)
            .equals(Files.getOwner(folder))) {
      assertRefused();
    }
  }

  private void assertRefused() throws Exception {
    List<Path> before = place.archives("");
    assertThat(ends(now(jdk()))).isEqualTo(new Ended(0, "one\n", ""));
    Ended traced = ends(traced(jdk()));
    assertThat(traced.err()).contains("not a folder that only you can write to", NO_ARCHIVE);
    assertThat(place.archives("")).isEqualTo(before);
  }

  @Test
  void start_nowhereToKeepAnArchive_saysNothing() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Path readOnly = Files.createDirectory(folder.resolve("read-only"));
    Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-x------"));
    Ended quiet = new Ended(0, "one\n", "");
    for (String cache : List.of("/proc", file.toString(), readOnly.toString(), "relative")) {
      for (String when : List.of("now", "")) {
        var environment = Map.of("JAVA_HOME", jdk().toString(), "COFFER_CACHE", when);
        assertThat(ends(with(environment, "XDG_CACHE_HOME", cache))).isEqualTo(quiet);
      }
    }
    Ended homeless = place.starts(place.start(), now(jdk())).end();
    assertThat(homeless).isEqualTo(quiet);
    assertThat(ends(Map.of("JAVA_HOME", jdk().toString(), "COFFER_CACHE", "off"))).isEqualTo(quiet);
    assertThat(place.archives()).doesNotExist();
  }

  @Test
  void start_throughLinksAndFoldersWithSpaces_findsItsOwnFolder() throws Exception {
    place = new LauncherPlace(Files.createDirectory(folder.toRealPath().resolve("my programs")));
    place.install("spaced");
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("real"), place.start());
    Path link = Files.createSymbolicLink(bin.resolve("coffer"), Path.of("real"));
    var environment = Map.of("JAVA_HOME", jdk().toString(), "COFFER_CACHE", "off");
    assertThat(place.starts(link, environment, "x").end()).isEqualTo(new Ended(0, "spacedx\n", ""));
  }

  @Test
  void start_withoutJdk_saysWhatToDo() throws Exception {
    assertThat(ends(Map.of("PATH", "/nowhere", "JAVA_HOME", "/nowhere")))
        .isEqualTo(
            new Ended(
                1,
                "",
                """
                coffer: no JDK 17 or newer was found
                hint: install one, or set JAVA_HOME to it
                """));
  }

  private Ended ends(Map<String, String> environment, String... arguments) throws Exception {
    return place
        .starts(
            place.start(),
            environment.containsKey("XDG_CACHE_HOME")
                ? environment
                : with(environment, "XDG_CACHE_HOME", place.cache().toString()),
            arguments)
        .end();
  }

  private Map<String, String> environment(String... pairs) {
    Map<String, String> environment = new HashMap<>();
    environment.put("XDG_CACHE_HOME", place.cache().toString());
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return environment;
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    Map<String, String> all = new HashMap<>(some);
    all.put(name, value);
    return all;
  }

  private static Map<String, String> now(Path home) {
    return Map.of("JAVA_HOME", home.toString(), "COFFER_CACHE", "now");
  }

  private static Map<String, String> traced(Path home) {
    return Map.of("JAVA_HOME", home.toString(), "COFFER_LAUNCHER_TRACE", "1");
  }

  /** What the JVM says of where it takes its classes from. */
  private String classesFrom(Path archive, Path home) throws Exception {
    Path log = folder.resolve("classes.log");
    String option =
        archive.toString().endsWith(".jsa") ? "-XX:SharedArchiveFile=" : "-XX:AOTCache=";
    new ProcessBuilder(
            home.resolve("bin/java").toString(),
            "-XX:+UseSerialGC",
            option + archive,
            "-Xlog:class+load:file=" + log,
            "-jar",
            place.jar().toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    return Files.readString(log);
  }

  private static Path jdk() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The JDK of this version: the one that runs, or one in the same folder. */
  private static Path jdk(int version) throws IOException {
    try (Stream<Path> beside = Files.list(jdk().toRealPath().getParent())) {
      Optional<Path> found =
          Stream.concat(Stream.of(jdk()), beside.sorted())
              .filter(home -> isVersion(home, version))
              .findFirst();
      assumeTrue(found.isPresent(), "no JDK " + version + " is installed beside " + jdk());
      return found.get();
    }
  }

  private static boolean isVersion(Path home, int version) {
    try {
      return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + version + ".");
    } catch (IOException e) {
      return false;
    }
  }
}
