package dev.coffer.client.cli.values;

import dev.coffer.client.ClientException;
import dev.coffer.client.format.Format;
import dev.coffer.client.store.AtomicFile;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The variables of a file on their way into a vault. */
record ImportedFile(Map<String, String> variables) {
  static ImportedFile read(Path file, Format format) {
    byte[] content =
        AtomicFile.read(file)
            .orElseThrow(() -> new ClientException.NotFound("there is no file " + file, null));
    return new ImportedFile(format.read(content, file.toString()));
  }

  /** The names that have another value in {@code contents}, sorted. */
  List<String> differing(VaultContents contents, EnvironmentName environment) {
    SortedMap<String, String> present = contents.of(environment);
    return variables.entrySet().stream()
        .filter(entry -> present.containsKey(entry.getKey()))
        .filter(entry -> !present.get(entry.getKey()).equals(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** {@code contents} with these variables; another value for a name is overwritten if asked. */
  VaultContents into(VaultContents contents, EnvironmentName environment, boolean overwrite) {
    List<String> different = differing(contents, environment);
    if (!overwrite && !different.isEmpty()) {
      throw new ClientException.Conflict(
          "the vault has other values of " + String.join(", ", different),
          "nothing was changed; --overwrite takes the file's");
    }
    return contents.with(environment, variables);
  }

  @Override
  public String toString() {
    return "ImportedFile[" + variables.size() + " variables]";
  }
}
