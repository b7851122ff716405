package dev.coffer.client.guard;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Goes through contents, one after the other, and keeps what it finds. */
final class Search {
  /** What one content may have; more is named instead of searched. */
  static final int MOST_BYTES = 32 << 20;

  private final ValueIndex<GuardedValues.Known> index;
  private final GuardedValues.Summary values;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private final List<String> tooLarge = new ArrayList<>();
  private int files;

  Search(GuardedValues guarded, SecureRandom random) {
    this.index = guarded.index(random);
    this.values = guarded.summary();
  }

  ScanReport report() {
    return new ScanReport(findings, files, tooLarge, values);
  }

  void blobs(Git git, List<Git.Blob> blobs) {
    git.read(blobs, MOST_BYTES, (blob, content) -> content(blob.name(), content));
  }

  /** The named files; what is no regular file is passed over. */
  void files(Path folder, List<String> names) {
    for (String name : names) {
      try {
        file(folder.resolve(name), name);
      } catch (InvalidPathException e) {
        throw unreadable(name);
      }
    }
  }

  /** Everything at and below {@code path} but for git's own folder. */
  void below(Path path, String name) {
    if (!Files.exists(path)) {
      throw new ClientException.NotFound("there is no file " + name, null);
    }
    try (Stream<Path> entries = Files.walk(path)) {
      entries
          .filter(entry -> !inGit(path, entry))
          .forEach(entry -> file(entry, path.equals(entry) ? name : name(path, name, entry)));
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(name);
    }
  }

  private static boolean inGit(Path path, Path entry) {
    return Stream.of(path.relativize(entry).toString().split("[/\\\\]")).anyMatch(".git"::equals);
  }

  private static String name(Path path, String name, Path entry) {
    return Path.of(name).resolve(path.relativize(entry)).normalize().toString();
  }

  private void file(Path file, String name) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      boolean fits = Files.size(file) <= MOST_BYTES;
      content(name, fits ? Optional.of(Files.readAllBytes(file)) : Optional.empty());
    } catch (IOException e) {
      throw unreadable(name);
    }
  }

  private void content(String name, Optional<byte[]> content) {
    if (content.isEmpty()) {
      tooLarge.add(name);
      return;
    }
    files++;
    byte[] bytes = content.get();
    index.search(bytes, (start, known) -> found(name, line(bytes, start), known));
  }

  /** A value is told once for each line, however many of its forms are there. */
  private void found(String file, int line, GuardedValues.Known known) {
    String place = file + '\0' + line + '\0' + known.places();
    if (told.add(place)) {
      findings.add(new Finding(file, line, known.form(), known.places()));
    }
  }

  private static int line(byte[] bytes, int start) {
    int line = 1;
    for (int i = 0; i < start; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  private static ClientException unreadable(String name) {
    return new ClientException.Failed(
        "cannot read " + name, "a search that leaves files out would say too much");
  }
}
