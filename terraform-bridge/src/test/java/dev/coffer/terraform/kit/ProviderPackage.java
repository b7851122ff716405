package dev.coffer.terraform.kit;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A package in a filesystem mirror.
 *
 * @param zip as Terraform unpacks it
 */
public record ProviderPackage(Path zip) {
  private static final String STARTED = "terraform-provider-coffer";

  /** The packages below {@code mirror}, by registry and platform. */
  public static SortedMap<String, ProviderPackage> in(Path mirror) throws IOException {
    try (Stream<Path> files = Files.walk(mirror)) {
      SortedMap<String, ProviderPackage> packages = new TreeMap<>();
      files
          .filter(Files::isRegularFile)
          .forEach(
              file ->
                  packages.put(
                      mirror.relativize(file).getName(0)
                          + " "
                          + file.getFileName()
                              .toString()
                              .replaceAll(".*_([a-z]+_[a-z0-9]+).zip", "$1"),
                      new ProviderPackage(file)));
      return packages;
    }
  }

  /** Every entry with its permissions, as {@code rwxr-xr-x}; folders end with {@code /}. */
  public SortedMap<String, String> entries() throws Exception {
    SortedMap<String, String> entries = new TreeMap<>();
    try (ZipFile packed = new ZipFile(zip.toFile());
        FileSystem inside = open()) {
      for (ZipEntry entry : packed.stream().toList()) {
        Path file = inside.getPath(entry.getName());
        entries.put(
            entry.getName(), PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return entries;
  }

  private FileSystem open() throws IOException {
    return FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
  }

  /** The names that Terraform would start; it starts the first. */
  public List<String> startable() throws Exception {
    return entries().keySet().stream().filter(name -> name.startsWith(STARTED)).toList();
  }

  public String text(String entry) throws IOException {
    try (FileSystem inside = open()) {
      return Files.readString(inside.getPath(entry));
    }
  }

  /** Unpacks it into {@code folder}; what Terraform would start. */
  public Path unpack(Path folder) throws Exception {
    SortedMap<String, String> entries = entries();
    try (FileSystem inside = open()) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        Path file = folder.resolve(entry.getKey());
        Files.createDirectories(file.getParent());
        Files.copy(inside.getPath(entry.getKey()), file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(entry.getValue()));
      }
    }
    return folder.resolve(startable().get(0));
  }
}
