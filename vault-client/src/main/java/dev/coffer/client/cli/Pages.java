package dev.coffer.client.cli;

import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.pages.CommandPage;
import dev.coffer.client.cli.pages.CompletionScript;
import dev.coffer.client.cli.pages.ManualPage;
import dev.coffer.client.cli.term.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the manual pages and completion scripts that a distribution brings; the build runs it. */
public final class Pages {
  private Pages() {}

  /**
   * Fills {@code man} and {@code completions} below a folder.
   *
   * @param args the folder, the version that the pages name, and its time (ISO 8601)
   */
  public static void main(String[] args) throws IOException {
    Terminal terminal = Terminal.ofProcess();
    Shell shell = new Shell(terminal, new Workspace(Surroundings.ofProcess(terminal::warn)));
    write(shell, Path.of(args[0]), new ManualPage.Edition(args[1], args[2].substring(0, 10)));
  }

  static void write(Shell shell, Path target, ManualPage.Edition edition) throws IOException {
    CommandPage coffer = CommandPage.of(new Commands(shell).all().getCommandSpec());
    Path manual = Files.createDirectories(target.resolve("man"));
    for (ManualPage.File page : ManualPage.all(coffer, edition)) {
      Files.writeString(manual.resolve(page.name()), page.content());
    }
    Path completions = Files.createDirectories(target.resolve("completions"));
    for (CompletionScript script : CompletionScript.ALL) {
      Files.writeString(completions.resolve(script.fileName()), script.of(coffer));
    }
  }
}
