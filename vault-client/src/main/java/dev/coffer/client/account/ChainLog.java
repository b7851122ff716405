package dev.coffer.client.account;

import dev.coffer.client.chain.NewestEvents;
import dev.coffer.client.chain.WholeChain;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.store.SealedFile;
import dev.coffer.protocol.Base64Text;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All events of the account's chain. They are what this machine has pinned: where its snapshot is
 * of no use they are verified again, every signature, and nothing is taken from the server instead.
 */
final class ChainLog implements WholeChain<TrustedChain> {
  private static final String TITLE = "coffer/1 trusted chain";
  private static final String EVENT = "event";

  private final SealedFile file;

  ChainLog(SealedFile file) {
    this.file = file;
  }

  @Override
  public boolean exists() {
    return Files.exists(file.path());
  }

  @Override
  public Optional<TrustedChain> read(Optional<NewestEvents> newest) {
    return file.read().map(text -> TrustedChain.verified(joined(parse(text), newest)));
  }

  private List<String> joined(List<String> events, Optional<NewestEvents> newest) {
    try {
      List<String> since = newest.map(more -> more.after(events.size())).orElse(List.of());
      return Stream.concat(events.stream(), since.stream()).toList();
    } catch (Malformed e) {
      throw file.damaged();
    }
  }

  @Override
  public void write(TrustedChain chain) {
    NoteWriter text = new NoteWriter(TITLE);
    Stream.concat(before(chain.from()).stream(), chain.events().stream())
        .map(event -> Base64Text.encode(event.getBytes(StandardCharsets.UTF_8)))
        .forEach(event -> text.line(EVENT, event));
    file.write(text.text());
  }

  /** The first {@code count} events. */
  private List<String> before(int count) {
    if (count == 0) {
      return List.of();
    }
    List<String> events = parse(file.read().orElseThrow(file::damaged));
    if (events.size() < count) {
      throw file.damaged();
    }
    return events.subList(0, count);
  }

  private List<String> parse(String text) {
    try {
      NoteReader reader = new NoteReader(text, TITLE);
      List<String> events = new ArrayList<>();
      do {
        byte[] event = Base64Text.decode(reader.value(EVENT));
        events.add(new String(event, StandardCharsets.UTF_8));
      } while (reader.at(EVENT));
      reader.end();
      return events;
    } catch (Malformed e) {
      throw file.damaged();
    }
  }
}
