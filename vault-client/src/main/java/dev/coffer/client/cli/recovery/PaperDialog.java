package dev.coffer.client.cli.recovery;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.crypto.recovery.RecoveryKey;
import dev.coffer.client.crypto.recovery.RecoveryWords;
import dev.coffer.protocol.Malformed;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The 24 words between a terminal and a sheet of paper. */
record PaperDialog(Terminal terminal) {
  private static final int COLUMNS = 4;
  private static final int ROWS = RecoveryWords.COUNT / COLUMNS;
  private static final int ASKED_BACK = 2;
  private static final int TRIES = 3;

  /** Shows the words in numbered columns that are read downwards. */
  void show(List<String> words) {
    terminal.say(
        "Write these 24 words down, in this order, and keep them where your machines are not.\n"
            + "They are shown this once. With them and your password, anybody can read your"
            + " vaults.\n");
    for (int row = 0; row < ROWS; row++) {
      StringBuilder line = new StringBuilder();
      for (int place = row; place < words.size(); place += ROWS) {
        line.append(String.format(Locale.ROOT, "%2d %-12s", place + 1, words.get(place)));
      }
      terminal.print(line.toString().stripTrailing());
    }
    terminal.say("");
  }

  /**
   * Returns when the person could read two of the words back.
   *
   * @throws ClientException.Usage when one was another word
   */
  void requireWritten(List<String> words, SecureRandom random) {
    TreeSet<Integer> places = new TreeSet<>();
    while (places.size() < ASKED_BACK) {
      places.add(random.nextInt(words.size()));
    }
    for (int place : places) {
      String typed = terminal.ask("type word " + (place + 1) + ":").strip();
      if (!typed.equalsIgnoreCase(words.get(place))) {
        throw new ClientException.Usage(
            "word " + (place + 1) + " is another one on the screen than was typed",
            "nothing was changed and these words open nothing; run it again for new ones");
      }
    }
  }

  /** The key that a person types, unseen; a misspelt word may be corrected. */
  RecoveryKey ask() {
    for (int tried = 1; ; tried++) {
      String typed =
          terminal.askHidden("the 24 recovery words, on one line:", "use --stdin in scripts");
      try {
        return RecoveryWords.read(typed);
      } catch (Malformed e) {
        if (tried == TRIES) {
          throw wrong(e);
        }
        terminal.say(e.getMessage());
      }
    }
  }

  /** The key in {@code typed}. */
  static RecoveryKey read(String typed) {
    try {
      return RecoveryWords.read(typed);
    } catch (Malformed e) {
      throw wrong(e);
    }
  }

  private static ClientException wrong(Malformed e) {
    return new ClientException.Usage(
        e.getMessage(), "compare them with the paper; nothing was changed");
  }
}
