package dev.coffer.client.guard;

import dev.coffer.client.ClientException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One work tree, asked through the program {@code git}. */
final class Git {
  /**
   * An object of the repository.
   *
   * @param name the file that has this content
   */
  record Blob(String id, String name) {}

  /** Takes the content of one blob; empty when it is too large to be read. */
  interface Reader {
    void read(Blob blob, Optional<byte[]> content);
  }

  private record Ended(int code, String output) {}

  private final Path top;

  private Git(Path top) {
    this.top = top;
  }

  /** The work tree that {@code folder} lies in; empty when there is none, or no git. */
  static Optional<Git> around(Path folder) {
    try {
      return Optional.of(run(folder, "rev-parse", "--show-toplevel"))
          .filter(ended -> ended.code() == 0)
          .map(ended -> new Git(Path.of(line(ended))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Path top() {
    return top;
  }

  /** The folder that git takes hooks from, whatever configuration or work tree decides it. */
  Path hooks() {
    return path("hooks", "rev-parse", "--git-path", "hooks");
  }

  /** Where the repository itself is, which several work trees may share. */
  Path common() {
    return path("repository", "rev-parse", "--git-common-dir");
  }

  private Path path(String what, String... arguments) {
    return top.resolve(line(ask("cannot tell where its " + what + " is", arguments))).normalize();
  }

  /** The files of the work tree: tracked, and new ones that are not ignored. */
  List<String> files(String... patterns) {
    List<String> words =
        new ArrayList<>(
            List.of("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"));
    words.addAll(Arrays.asList(patterns));
    Ended ended = ask("cannot list its files", words.toArray(String[]::new));
    return fields(ended).stream().distinct().toList();
  }

  /** What the index would add to the last commit. */
  List<Blob> staged() {
    List<String> fields =
        fields(
            ask(
                "cannot tell what is staged",
                "diff",
                "--cached",
                "--raw",
                "-z",
                "--no-abbrev",
                "--no-renames",
                "--diff-filter=AMT",
                "--ignore-submodules=all"));
    List<Blob> blobs = new ArrayList<>();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      blobs.add(new Blob(fields.get(i).split(" ", -1)[3], fields.get(i + 1)));
    }
    return blobs;
  }

  /** What the commits of {@code range} brought, also where a later one took it away again. */
  List<Blob> added(String range) {
    if (range.startsWith("-")) {
      throw new ClientException.Usage("a range of commits is A..B", null);
    }
    Ended ended = ask("does not know the commits " + range, "rev-list", "--objects", range, "--");
    return ended
        .output()
        .lines()
        .filter(line -> line.indexOf(' ') > 0 && !line.endsWith(" "))
        .map(line -> line.split(" ", 2))
        .map(words -> new Blob(words[0], words[1]))
        .toList();
  }

  /** Reads blobs one by one; objects of other kinds are passed over. */
  void read(List<Blob> blobs, int mostBytes, Reader reader) {
    try {
      Process process = start(top, "cat-file", "--batch");
      try (OutputStream asked = process.getOutputStream();
          InputStream told = new BufferedInputStream(process.getInputStream())) {
        for (Blob blob : blobs) {
          asked.write((blob.id() + "\n").getBytes(StandardCharsets.US_ASCII));
          asked.flush();
          read(told, blob, mostBytes, reader);
        }
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw failed("cannot read its objects");
    }
  }

  private static void read(InputStream told, Blob blob, int mostBytes, Reader reader)
      throws IOException {
    String[] header = header(told).split(" ", -1);
    if (header.length < 3) {
      throw failed("misses an object that it needs");
    }
    long size = Long.parseLong(header[2]);
    if (size > mostBytes) {
      told.skipNBytes(size + 1);
    }
    Optional<byte[]> content =
        size > mostBytes ? Optional.empty() : Optional.of(told.readNBytes((int) size));
    if (content.isPresent()) {
      told.skipNBytes(1);
    }
    if (header[1].equals("blob")) {
      reader.read(blob, content);
    }
  }

  private static String header(InputStream told) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = told.read(); b != '\n' && b >= 0; b = told.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private Ended ask(String otherwise, String... arguments) {
    try {
      Ended ended = run(top, arguments);
      if (ended.code() == 0) {
        return ended;
      }
    } catch (IOException e) {
      throw failed("cannot be run");
    }
    throw failed(otherwise);
  }

  private static Ended run(Path folder, String... arguments) throws IOException {
    Process process = start(folder, arguments);
    try (InputStream output = process.getInputStream()) {
      process.getOutputStream().close();
      String told = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), told);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    } finally {
      process.destroy();
    }
  }

  private static Process start(Path folder, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("git"));
    words.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(words)
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String line(Ended ended) {
    return ended.output().replaceFirst("\\r?\\n\\z", "");
  }

  private static List<String> fields(Ended ended) {
    return ended.output().isEmpty() ? List.of() : List.of(ended.output().split("\0"));
  }

  private static ClientException failed(String what) {
    return new ClientException.Failed("git " + what, "run 'git status' in this folder");
  }
}
