package dev.coffer.protocol.chain;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One event with its place in the chain, in one canonical text.
 *
 * @param sequence 0 for the first event
 * @param previous digest of the event before; empty for the first one
 * @param time when the author made it, whole seconds, UTC
 * @param author the device that signs it
 */
public record ChainLink(
    long sequence, Optional<Digest> previous, Instant time, KeyId author, ChainEvent event) {

  private static final String TITLE = "coffer/1 account event";
  private static final String NO_PREVIOUS = "none";

  public ChainLink {
    if (sequence < 0
        || (sequence == 0) != previous.isEmpty()
        || !time.truncatedTo(ChronoUnit.SECONDS).equals(time)) {
      throw new Malformed("every event but the first names the one before, in whole seconds");
    }
  }

  public String text() {
    NoteWriter note =
        new NoteWriter(TITLE)
            .line("sequence", sequence)
            .line("previous", previous.map(Digest::text).orElse(NO_PREVIOUS))
            .line("time", time)
            .line("author", author);
    if (event instanceof ChainEvent.Created created) {
      note.line("event", "created").line("account", created.account());
      writeDevice(note, created.device(), created.name());
    } else if (event instanceof ChainEvent.Approved approved) {
      note.line("event", "approved");
      writeDevice(note, approved.device(), approved.name());
    } else if (event instanceof ChainEvent.Revoked revoked) {
      note.line("event", "revoked").line("device", revoked.device());
      revoked.heads().forEach(h -> note.line("head", h.vault(), h.version(), h.manifest()));
    }
    return note.text();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws Malformed for anything else
   */
  public static ChainLink parse(String text) {
    NoteReader note = new NoteReader(text, TITLE);
    long sequence = note.number("sequence", 0);
    String previous = note.value("previous");
    Instant time = note.time("time");
    KeyId author = new KeyId(note.value("author"));
    ChainEvent event = readEvent(note);
    note.end();
    ChainLink link =
        new ChainLink(
            sequence,
            previous.equals(NO_PREVIOUS) ? Optional.empty() : Optional.of(Digest.parse(previous)),
            time,
            author,
            event);
    if (!link.text().equals(text)) {
      throw new Malformed("an account event has one form only");
    }
    return link;
  }

  private static ChainEvent readEvent(NoteReader note) {
    String kind = note.value("event");
    return switch (kind) {
      case "created" -> {
        String account = note.value("account");
        yield new ChainEvent.Created(account, readKeys(note), readName(note));
      }
      case "approved" -> new ChainEvent.Approved(readKeys(note), readName(note));
      case "revoked" -> new ChainEvent.Revoked(new KeyId(note.value("device")), readHeads(note));
      default -> throw new Malformed("an account event is created, approved or revoked");
    };
  }

  private static void writeDevice(NoteWriter note, DeviceKeys device, DeviceName name) {
    note.line("signing", device.signing().base64())
        .line("agreement", device.agreement().base64())
        .line("name", name);
  }

  private static DeviceKeys readKeys(NoteReader note) {
    return DeviceKeys.ofBase64(note.value("signing"), note.value("agreement"));
  }

  private static DeviceName readName(NoteReader note) {
    return new DeviceName(note.value("name"));
  }

  private static List<VaultHead> readHeads(NoteReader note) {
    List<VaultHead> heads = new ArrayList<>();
    while (note.at("head")) {
      List<String> values = note.values("head", 3);
      heads.add(
          new VaultHead(
              new VaultId(values.get(0)),
              NoteReader.count("head", values.get(1)),
              Digest.parse(values.get(2))));
    }
    return heads;
  }
}
