package dev.coffer.client.cli.values;

import dev.coffer.client.ClientException;
import dev.coffer.client.dotenv.DotenvReader;
import dev.coffer.client.store.AtomicFile;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The variables of a dotenv file on their way into a vault. */
record DotenvImport(Map<String, String> variables) {
  static DotenvImport read(Path file) {
    byte[] content =
        AtomicFile.read(file)
            .orElseThrow(() -> new ClientException.NotFound("there is no file " + file, null));
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return new DotenvImport(DotenvReader.read(text));
    } catch (CharacterCodingException e) {
      throw new ClientException.Usage(file + " is not UTF-8 text", "convert it first");
    }
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
    return "DotenvImport[" + variables.size() + " variables]";
  }
}
