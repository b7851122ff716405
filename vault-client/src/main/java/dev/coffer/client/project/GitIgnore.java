package dev.coffer.client.project;

import dev.coffer.client.store.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps files with values out of version control. */
public final class GitIgnore {
  private GitIgnore() {}

  /**
   * Makes {@code .gitignore} beside {@code file} name it when the folder is under git and no simple
   * pattern there covers it. What git tracks already it goes on tracking.
   *
   * @return what a person should know about that, if anything
   */
  public static List<String> covering(Path file) {
    List<String> said = new ArrayList<>();
    Path path = file.toAbsolutePath().normalize();
    if (cover(path)) {
      said.add("added " + path.getFileName() + " to .gitignore");
    }
    if (underGit(path.getParent()) && isTracked(path)) {
      said.add(
          "git tracks "
              + path.getFileName()
              + " and goes on doing so, whatever .gitignore says: run 'git rm --cached "
              + path.getFileName()
              + "'; the commits that have it keep its values, so replace them where others can"
              + " read those");
    }
    return said;
  }

  private static boolean isTracked(Path file) {
    ProcessBuilder git =
        new ProcessBuilder(
                "git", "ls-files", "--error-unmatch", "--", ":(literal)" + file.getFileName())
            .directory(file.getParent().toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process asked = git.start();
      asked.getOutputStream().close();
      return asked.waitFor() == 0;
    } catch (IOException e) {
      return false; // Without git nothing here can tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Makes {@code .gitignore} beside {@code file} name it when the folder is under git and no simple
   * pattern there covers it.
   *
   * @return whether a line was added
   */
  static boolean cover(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    String name = file.getFileName().toString();
    if (!underGit(folder)) {
      return false;
    }
    Path ignore = folder.resolve(".gitignore");
    String text =
        AtomicFile.read(ignore).map(b -> new String(b, StandardCharsets.UTF_8)).orElse("");
    if (text.lines().anyMatch(line -> covers(line.strip(), name))) {
      return false;
    }
    String start = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    AtomicFile.writePublic(ignore, (start + "/" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return true;
  }

  private static boolean underGit(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(String line, String name) {
    String pattern = line.startsWith("/") ? line.substring(1) : line;
    return List.of(name, "*").contains(pattern)
        || (pattern.endsWith("*") && name.startsWith(pattern.substring(0, pattern.length() - 1)))
        || (pattern.startsWith("*") && name.endsWith(pattern.substring(1)));
  }
}
