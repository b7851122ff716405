package dev.coffer.terraform.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How tests start a packaged program on the JVM they run on: with an archive of its loaded classes,
 * as its launcher does, in half of the time that reading them takes. Made at the first start, gone
 * with the test JVM.
 */
public final class ClassArchive {
  // Nothing that the JVM has to say may stand among what the program prints.
  private static final List<String> OPTIONS =
      List.of(
          "-Xlog:disable", "-Xlog:all=error:stderr", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  private static final long LONGEST_MINUTES = 5;
  private static final Map<Path, List<String>> STARTS = new ConcurrentHashMap<>();

  private ClassArchive() {}

  /**
   * The words that start {@code jar}, to which its arguments are added.
   *
   * @param rehearsal the class in it that loads what the program needs, in the folder it is given
   */
  public static List<String> start(Path jar, String rehearsal) {
    return STARTS.computeIfAbsent(jar.toAbsolutePath(), file -> prepare(file, rehearsal));
  }

  private static List<String> prepare(Path jar, String rehearsal) {
    List<String> words = new ArrayList<>(List.of(java()));
    try {
      words.add("-XX:SharedArchiveFile=" + make(jar, rehearsal));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    words.addAll(OPTIONS);
    words.add("-jar");
    words.add(jar.toString());
    return List.copyOf(words);
  }

  private static Path make(Path jar, String rehearsal) throws IOException {
    Path folder = Files.createTempDirectory("classes");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
    Path archive = folder.resolve("archive.jsa");
    List<String> words = new ArrayList<>(List.of(java()));
    words.addAll(OPTIONS);
    words.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-cp", jar.toString()));
    words.addAll(List.of(rehearsal, folder.resolve("rehearsal").toString()));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    if (!endsWell(process) || !Files.exists(archive)) {
      throw new IOException(rehearsal + " of " + jar + " does not end with an archive");
    }
    return archive;
  }

  private static boolean endsWell(Process process) {
    try {
      return process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
