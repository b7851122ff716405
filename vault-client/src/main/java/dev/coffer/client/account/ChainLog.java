package dev.coffer.client.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.chain.NewestEvents;
import dev.coffer.client.chain.WholeChain;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.store.SealedFile;
import dev.coffer.protocol.Base64Text;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import dev.coffer.protocol.wire.device.ChainPage;
import java.io.IOException;
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
    return file.read()
        .map(text -> TrustedChain.verified(parse(text)))
        .map(chain -> newest.map(more -> joined(chain, more)).orElse(chain));
  }

  /**
   * Both were verified here: one goes on from the other, unless the server has shown two chains.
   */
  private TrustedChain joined(TrustedChain chain, NewestEvents newest) {
    try {
      newest.after(chain.length());
    } catch (Malformed e) {
      throw file.damaged();
    }
    long end = (long) newest.from() + newest.events().size();
    try {
      return chain.extend(
          new ChainPage(
              (long) newest.from(), newest.events(), Math.max(end, (long) chain.length())));
    } catch (ClientException.Tampered e) {
      throw twoChains(e);
    }
  }

  private ClientException twoChains(ClientException.Tampered fork) {
    ClientException two =
        new ClientException.Tampered(
            "this machine was shown two different device chains: the newest events do not go on"
                + " from those in "
                + file.path(),
            "nothing was changed; ask whoever runs the server, and compare 'coffer device list' on"
                + " another device. To go on with what that file has, move newest-chain.sealed"
                + " beside it away");
    two.addSuppressed(fork);
    return two;
  }

  /** How many bytes there are, which is another number with each event. */
  long size() {
    try {
      return Files.size(file.path());
    } catch (IOException e) {
      throw new ClientException.LocalStore("cannot read " + file.path(), null, e);
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
