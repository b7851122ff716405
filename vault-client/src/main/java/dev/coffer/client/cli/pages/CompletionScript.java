package dev.coffer.client.cli.pages;

import dev.coffer.client.ClientException;
import java.util.List;

/**
 * The completion script of one shell. Commands and options stand in it; names of variables and
 * environments it asks {@code coffer complete} for, and treats as text: a vault's names are not to
 * be obeyed by a shell.
 */
public interface CompletionScript {
  /** The scripts that there are. */
  List<CompletionScript> ALL = List.of(new BashScript(), new ZshScript(), new FishScript());

  /** The shell's name. */
  String shell();

  /** What a file that the shell finds by itself is called. */
  String fileName();

  /** The script for the command line whose top is {@code coffer}. */
  String of(CommandPage coffer);

  /**
   * The script of the shell that is called {@code shell}.
   *
   * @throws ClientException.Usage when there is none
   */
  static CompletionScript named(String shell) {
    return ALL.stream()
        .filter(script -> script.shell().equals(shell))
        .findFirst()
        .orElseThrow(
            () -> new ClientException.Usage("there are scripts for bash, zsh and fish", null));
  }

  /** {@code text} as one word of a POSIX shell. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** What can be typed to get to a command below the top: patterns of a {@code case}. */
  static String paths(CommandPage coffer, String separator) {
    return String.join(
        separator,
        coffer.all().skip(1).map(CommandPage::path).map(CompletionScript::quoted).toList());
  }
}
