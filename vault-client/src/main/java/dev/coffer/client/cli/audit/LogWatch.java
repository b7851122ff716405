package dev.coffer.client.cli.audit;

import dev.coffer.client.ClientException;
import dev.coffer.client.audit.AuditFollow;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.protocol.wire.vault.AuditEntry;

/** A log on the terminal as it grows; it ends when nobody reads it any more. */
record LogWatch(Terminal terminal, boolean json) implements AuditFollow.Watcher {
  @Override
  public void appended(AuditEntry entry) {
    if (json) {
      terminal.printJsonLine(EntryShape.object(entry));
    } else {
      terminal.printPlain(EntryShape.line(entry));
    }
    terminal.requireReader();
  }

  @Override
  public void away(ClientException.Unreachable why) {
    terminal.warn(why.getMessage() + "; it is asked again and again, Ctrl-C ends that");
  }

  @Override
  public void back() {
    terminal.say("the server answers again");
  }
}
