package dev.coffer.client.cli.values;

import dev.coffer.client.ClientException;
import dev.coffer.client.format.Format;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The dotenv files of a folder: {@code .env} is environment {@code default}, {@code .env.NAME} is
 * NAME. Files that are meant to be committed, or for one machine alone, are skipped.
 */
record DotenvFiles(List<Found> found, List<String> skipped) {
  static final DotenvFiles NONE = new DotenvFiles(List.of(), List.of());

  private static final String PLAIN = ".env";
  private static final String START = ".env.";
  private static final Set<String> NOT_VALUES = Set.of("example", "sample", "template", "local");

  /** One file, read. */
  record Found(Path file, EnvironmentName environment, ImportedFile variables) {
    String name() {
      return String.valueOf(file.getFileName());
    }

    int size() {
      return variables.variables().size();
    }
  }

  /** Reads those of {@code folder}, sorted by name. */
  static DotenvFiles in(Path folder) {
    List<Found> found = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (Path file : named(folder)) {
      String name = String.valueOf(file.getFileName());
      String environment = name.equals(PLAIN) ? "default" : name.substring(START.length());
      String last = environment.substring(environment.lastIndexOf('.') + 1);
      if (NOT_VALUES.contains(last) || !isName(environment)) {
        skipped.add(name);
      } else {
        found.add(
            new Found(
                file, new EnvironmentName(environment), ImportedFile.read(file, Format.DOTENV)));
      }
    }
    return new DotenvFiles(List.copyOf(found), List.copyOf(skipped));
  }

  private static List<Path> named(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isRegularFile)
          .filter(file -> isDotenv(String.valueOf(file.getFileName())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ClientException.LocalStore("cannot list " + folder, "give --no-import", e);
    }
  }

  private static boolean isDotenv(String name) {
    return name.equals(PLAIN) || name.startsWith(START);
  }

  private static boolean isName(String text) {
    try {
      return !new EnvironmentName(text).value().isEmpty();
    } catch (Malformed e) {
      return false;
    }
  }

  /** {@code contents} with all of them; two files that differ about a variable are refused. */
  VaultContents into(VaultContents contents) {
    VaultContents filled = contents;
    for (Found file : found) {
      filled = merged(filled, file);
    }
    return filled;
  }

  private static VaultContents merged(VaultContents contents, Found file) {
    List<String> different = file.variables().differing(contents, file.environment());
    if (!different.isEmpty()) {
      throw new ClientException.Conflict(
          "another file has other values of "
              + String.join(", ", different)
              + " than "
              + file.name(),
          "nothing was made; give --no-import, then import the files one by one");
    }
    return contents.with(file.environment(), file.variables().variables());
  }

  int size() {
    return found.stream().mapToInt(Found::size).sum();
  }
}
