package dev.coffer.client.cli.command;

import dev.coffer.client.account.CodeDialog;
import dev.coffer.client.cli.term.Terminal;

/**
 * A pairing on the terminal: codes are data, so that scripts can compare them.
 *
 * @param awaited the command that is to be run on the other device
 */
public record CodeComparison(Terminal terminal, String awaited) implements CodeDialog {
  @Override
  public void waiting() {
    terminal.say("waiting for '" + awaited + "' on the other device …");
  }

  @Override
  public String exchange(String codeHere) {
    terminal.print(codeHere);
    terminal.say("this device shows " + codeHere);
    return terminal.ask("type the code that the other device shows:");
  }
}
