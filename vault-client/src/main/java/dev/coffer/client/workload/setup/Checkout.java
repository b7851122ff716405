package dev.coffer.client.workload.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What git says of a work tree; where there is none, or no git, it says nothing. */
public final class Checkout {
  private static final String MAIN = "main";
  private static final String REMOTE = "origin";
  private static final int MOST = 64 * 1024;

  /** {@code https://host/o/r.git}, {@code ssh://git@host:22/o/r}, {@code git@host:o/r.git}. */
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "(?:[a-z+]+://(?:[^/@]*@)?[^/]+/|[^/@:]*@?[^/:@]+:)([A-Za-z0-9._/-]+?)(?:\\.git)?/?");

  private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9._/-]{1,255}");

  private final Path folder;

  public Checkout(Path folder) {
    this.folder = folder;
  }

  /** The top of the work tree. */
  public Optional<Path> top() {
    return ask("rev-parse", "--show-toplevel").map(Path::of);
  }

  /** {@code owner/name} or {@code group/sub/project}, as the remote's address has it. */
  public Optional<String> repository() {
    return ask("config", "--get", "remote." + REMOTE + ".url").flatMap(Checkout::repository);
  }

  static Optional<String> repository(String address) {
    Matcher form = REPOSITORY.matcher(address);
    return form.matches() && form.group(1).contains("/")
        ? Optional.of(form.group(1).replaceFirst("^/+", ""))
        : Optional.empty();
  }

  /** The remote's default branch; else the one that is checked out; else {@code main}. */
  public String branch() {
    return ask("symbolic-ref", "--short", "refs/remotes/" + REMOTE + "/HEAD")
        .map(name -> name.replaceFirst("^" + REMOTE + "/", ""))
        .or(() -> ask("symbolic-ref", "--short", "HEAD"))
        .filter(name -> BRANCH.matcher(name).matches())
        .orElse(MAIN);
  }

  private Optional<String> ask(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String said =
          new String(git.getInputStream().readNBytes(MOST), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 && !said.isEmpty() ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // Without git nothing here can tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
