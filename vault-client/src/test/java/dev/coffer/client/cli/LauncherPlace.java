package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A distribution with the real launcher and a small program in coffer.jar, which prints one word:
 * what it keeps for the next start is made in a second.
 */
final class LauncherPlace {
  private static final long HANG_SECONDS = 120;
  private static final String PACKAGE = "dev/coffer/client/cli/";

  private final Path distribution;
  private final Path cache;
  private final Path work;

  record Ended(int exitCode, String out, String err) {}

  LauncherPlace(Path folder) throws IOException {
    this.distribution = folder.resolve("opt/coffer");
    this.cache = Files.createDirectories(folder.resolve("cache"));
    this.work = Files.createDirectories(folder.resolve("work"));
    Path launcher = Path.of("src/main/launcher");
    Files.createDirectories(distribution.resolve("bin"));
    Files.createDirectories(distribution.resolve("lib"));
    Files.copy(launcher.resolve("coffer"), start(), StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(launcher.resolve("launch.sh"), distribution.resolve("lib/launch.sh"));
  }

  Path start() {
    return distribution.resolve("bin/coffer");
  }

  Path jar() {
    return distribution.resolve("lib/coffer.jar");
  }

  Path cache() {
    return cache;
  }

  Path archives() {
    return cache.resolve("coffer");
  }

  List<Path> archives(String ending) throws IOException {
    try (Stream<Path> files = Files.list(archives())) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  /** Puts a program that prints {@code word} and its arguments there; its digest stays. */
  void replaceJar(String word) throws IOException {
    Path classes = Files.createDirectories(work.resolve("classes-" + word));
    Path main =
        source(
            classes,
            "Main",
            "package dev.coffer.client.cli; public class Main { public static void main(String[] a)"
                + " { System.out.println(\""
                + word
                + "\" + String.join(\",\", a)); } }");
    Path rehearsal =
        source(
            classes,
            "rehearsal/Rehearsal",
            "package dev.coffer.client.cli.rehearsal; public class Rehearsal { public static void"
                + " main(String[] a) { dev.coffer.client.cli.Main.main(a); } }");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-d",
                classes.toString(),
                main.toString(),
                rehearsal.toString());
    assertThat(compiled).isZero();
    Path made = work.resolve("made.jar");
    pack(classes, made);
    Files.move(made, jar(), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The same with its digest, as the build does it. */
  void install(String word) throws IOException {
    replaceJar(word);
    Files.writeString(jar().resolveSibling("coffer.jar.sha256"), digest(jar()) + "\n");
  }

  private static Path source(Path classes, String name, String text) throws IOException {
    Path file = classes.resolve(PACKAGE + name + ".java");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
      entries.write(
          "Manifest-Version: 1.0\nMain-Class: dev.coffer.client.cli.Main\n"
              .getBytes(StandardCharsets.UTF_8));
      for (String name : List.of("Main.class", "rehearsal/Rehearsal.class")) {
        entries.putNextEntry(new JarEntry(PACKAGE + name));
        Files.copy(classes.resolve(PACKAGE + name), entries);
      }
    }
  }

  private static String digest(Path file) throws IOException {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts {@code command} with this environment, {@code PATH} and a trace on standard error. */
  Started starts(Path command, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> words =
        Stream.concat(Stream.of(command.toString()), Stream.of(arguments)).toList();
    Path out = Files.createTempFile(work, "out", "");
    Path err = Files.createTempFile(work, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(work.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().putAll(environment);
    return new Started(builder.start(), out, err);
  }

  record Started(Process process, Path out, Path err) {
    Ended end() throws IOException, InterruptedException {
      if (!process.waitFor(HANG_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("hangs: " + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }
}
