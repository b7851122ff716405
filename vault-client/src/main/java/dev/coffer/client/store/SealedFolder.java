package dev.coffer.client.store;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.StoreKey;
import dev.coffer.client.crypto.StoreSealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The sealed files of one profile; a file's purpose is its name, so none can stand for another. */
public final class SealedFolder {
  private static final String SUFFIX = ".sealed";

  private final Path folder;
  private final StoreKey key;
  private final StoreSealing sealing;

  public SealedFolder(Path folder, StoreKey key, SecureRandom random) {
    this.folder = folder;
    this.key = key;
    this.sealing = new StoreSealing(random);
  }

  /** The file {@code name}, which has no path separators. */
  public SealedFile file(String name) {
    return new SealedFile(folder.resolve(name + SUFFIX), name, key, sealing);
  }

  /** Does {@code act} while nobody else holds the lock {@code name} of this profile. */
  public <T> T locked(String name, Supplier<T> act) {
    return ProcessLock.hold(folder.resolve(name + ".lock"), act);
  }

  /** The files whose names start with {@code prefix}. */
  public List<SealedFile> files(String prefix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.startsWith(prefix) && name.endsWith(SUFFIX))
          .sorted()
          .map(name -> file(name.substring(0, name.length() - SUFFIX.length())))
          .toList();
    } catch (IOException e) {
      throw new ClientException.LocalStore("cannot list " + folder, null, e);
    }
  }
}
