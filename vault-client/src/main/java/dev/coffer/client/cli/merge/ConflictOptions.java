package dev.coffer.client.cli.merge;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.editor.Editor;
import dev.coffer.client.merge.EditedResolution;
import dev.coffer.client.merge.Resolution;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that decide conflicts; at most one of them is given. */
public final class ConflictOptions {
  @Option(
      names = "--ours",
      description = "Where both sides changed a variable, keep this machine's value.")
  private boolean ours;

  @Option(
      names = "--theirs",
      description = "Where both sides changed a variable, take the server's value.")
  private boolean theirs;

  @Option(
      names = "--edit",
      description = "Where both sides changed a variable, decide in $VISUAL or $EDITOR.")
  private boolean edit;

  /**
   * Whether one of them is given.
   *
   * @throws ClientException.Usage when several are
   */
  public boolean given() {
    long given = Stream.of(ours, theirs, edit).filter(option -> option).count();
    if (given > 1) {
      throw new ClientException.Usage("--ours, --theirs and --edit exclude each other", null);
    }
    return given == 1;
  }

  /**
   * What was asked for; without an option a person at {@code terminal} is asked, and a script gets
   * a refusal that names the keys.
   *
   * @param environment names the editor
   * @param asking whether a person may be asked
   */
  public Resolution resolution(Terminal terminal, Map<String, String> environment, boolean asking) {
    if (ours) {
      return Resolution.OURS;
    }
    if (theirs) {
      return Resolution.THEIRS;
    }
    EditedResolution edited = edited(terminal, new Editor(environment), asking);
    if (edit) {
      return edited;
    }
    return asking ? new ConflictDialog(terminal, edited) : Resolution.REFUSE;
  }

  private static EditedResolution edited(Terminal terminal, Editor editor, boolean asking) {
    return new EditedResolution(
        text -> {
          terminal.say("waiting for the editor …");
          return editor.edit(text);
        },
        reason -> asking && terminal.confirms(reason + "; edit again?", "give --ours or --theirs"));
  }
}
