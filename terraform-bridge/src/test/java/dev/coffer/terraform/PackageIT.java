package dev.coffer.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.terraform.kit.PluginHost;
import dev.coffer.terraform.kit.ProviderPackage;
import dev.coffer.terraform.wire.Nothing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packages of the filesystem mirror, unpacked and started as Terraform does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX permissions and launcher")
final class PackageIT {
  private static final Path MIRROR = Path.of("target", "mirror");
  private static final int AT_ONCE = 4;
  private static final long SECONDS = 20;

  @TempDir Path folder;

  private static SortedMap<String, ProviderPackage> packages() throws Exception {
    return ProviderPackage.in(MIRROR);
  }

  @Test
  void everyPlatform_hasAPackageWithOneProgram_andNoFolders() throws Exception {
    for (String registry : List.of("registry.terraform.io", "registry.opentofu.org")) {
      for (String platform :
          List.of("linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64")) {
        ProviderPackage posix = packages().get(registry + " " + platform);
        assertThat(posix.startable()).singleElement().asString().matches(".*_v[0-9.]+");
        assertThat(posix.entries().get(posix.startable().get(0))).isEqualTo("rwxr-xr-x");
        assertThat(posix.entries()).containsKey("lib/launch.sh");
      }
      ProviderPackage windows = packages().get(registry + " windows_amd64");
      assertThat(windows.startable()).singleElement().asString().matches(".*_v[0-9.]+\\.cmd");
      assertThat(windows.text(windows.startable().get(0))).contains("\r\n").contains("nojava");
    }
    for (ProviderPackage each : packages().values()) {
      assertThat(each.entries()).containsKeys("lib/coffer-terraform.jar");
      assertThat(each.entries().keySet()).noneMatch(name -> name.endsWith("/"));
    }
  }

  private PluginHost started(Path program, String... more) throws Exception {
    Map<String, String> variables = new TreeMap<>();
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("COFFER_HOME", folder.resolve("home").toString());
    variables.put("XDG_CACHE_HOME", folder.toRealPath().resolve("cache").toString());
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return PluginHost.start(List.of(program.toString()), variables);
  }

  private Path unpacked() throws Exception {
    return packages().get("registry.terraform.io linux_amd64").unpack(folder.resolve("package"));
  }

  /** Each asks for its schema and ends well. */
  private static void serves(PluginHost host) throws Exception {
    assertThat(host.provider().getProviderSchema(Nothing.getDefaultInstance()).hasProvider())
        .isTrue();
    assertThat(host.shutdown()).isZero();
    assertThat(host.rest()).isEmpty();
  }

  @Test
  void startsAtOnce_makeOneArchive_andNoneWaitsForAnotherOrFails() throws Exception {
    Path program = unpacked();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> starts = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        starts.add(
            threads.submit(
                () -> {
                  try (PluginHost host = started(program, "COFFER_CACHE", "now")) {
                    serves(host);
                  }
                  return null;
                }));
      }
      for (Future<?> start : starts) {
        start.get();
      }
    } finally {
      threads.shutdownNow();
    }
    Path archive = onlyArchive();
    try (PluginHost host = started(program, "COFFER_LAUNCHER_TRACE", "1")) {
      serves(host);
      assertThat(host.talk()).contains(archive.toString());
    }
  }

  /** The only one, with its record and nothing left of its making. */
  private Path onlyArchive() throws Exception {
    try (Stream<Path> files = Files.list(folder.toRealPath().resolve("cache/coffer"))) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSize(2).anyMatch(file -> file.toString().endsWith(".for"));
      return all.stream()
          .filter(file -> !file.toString().endsWith(".for"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void withoutJava_standardOutputSaysSo_whichTerraformQuotes() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(unpacked().toString());
    builder.environment().putAll(Map.of("PATH", folder.toString(), "JAVA_HOME", ""));
    Process process = builder.redirectError(folder.resolve("talk").toFile()).start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "the coffer provider cannot start: no JDK 17 or newer was found; install one, or set"
                + " JAVA_HOME to it\n");
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
  }

  /** Made by the profile {@code runtime-image}. */
  @Test
  @EnabledIfSystemProperty(named = "coffer.runtime.mirror", matches = ".+")
  void thePackageWithARuntime_needsNoJava_andTakesItsClassesFromItsArchive() throws Exception {
    SortedMap<String, ProviderPackage> made =
        ProviderPackage.in(Path.of(System.getProperty("coffer.runtime.mirror")));
    assertThat(made).hasSize(2);
    Path program = made.get(made.lastKey()).unpack(folder.resolve("package"));
    boolean archived = Files.exists(program.resolveSibling("lib/coffer-terraform.aot"));
    String required = archived ? "-XX:AOTMode=on" : "-Dcoffer=";
    String nothing = Files.createDirectories(folder.resolve("nothing")).toString();
    try (PluginHost host =
        started(
            program,
            "PATH",
            nothing,
            "JAVA_HOME",
            "",
            "XDG_CACHE_HOME",
            nothing,
            "JAVA_TOOL_OPTIONS",
            required,
            "COFFER_LAUNCHER_TRACE",
            "1")) {
      serves(host);
      assertThat(host.talk()).contains(program.resolveSibling("lib/runtime/bin/java").toString());
      assertThat(host.talk().contains("coffer-terraform.aot")).isEqualTo(archived);
    }
    assertThat(Path.of(nothing)).isEmptyDirectory();
  }
}
