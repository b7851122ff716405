package dev.coffer.protocol.chain;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.EventPlace;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.time.Instant;
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

  /**
   * One event at its place.
   *
   * @throws Malformed as {@link EventPlace}
   */
  public ChainLink {
    new EventPlace(sequence, previous, time, author);
  }

  public String text() {
    NoteWriter note = new EventPlace(sequence, previous, time, author).begin(TITLE);
    if (event instanceof ChainEvent.Created created) {
      note.line("event", "created").line("account", created.account());
      writeDevice(note, created.device(), created.name());
    } else if (event instanceof ChainEvent.Approved approved) {
      note.line("event", "approved");
      writeDevice(note, approved.device(), approved.name());
    } else if (event instanceof ChainEvent.Revoked revoked) {
      note.line("event", "revoked").line("device", revoked.device());
      VaultHead.write(note, revoked.heads());
    } else if (event instanceof ChainEvent.PolicySet set) {
      note.line("event", "policy-set");
      set.policy().write(note);
    } else if (event instanceof ChainEvent.PolicyRemoved removed) {
      note.line("event", "policy-removed").line("policy", removed.policy());
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
    EventPlace place = EventPlace.read(note);
    ChainEvent event = readEvent(note);
    note.end();
    ChainLink link =
        new ChainLink(place.sequence(), place.previous(), place.time(), place.author(), event);
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
      case "revoked" ->
          new ChainEvent.Revoked(new KeyId(note.value("device")), VaultHead.read(note));
      case "policy-set" -> new ChainEvent.PolicySet(TrustPolicy.read(note));
      case "policy-removed" -> new ChainEvent.PolicyRemoved(new PolicyId(note.value("policy")));
      default -> throw new Malformed("an account event of kind '" + kind + "' is not known here");
    };
  }

  private static void writeDevice(NoteWriter note, DeviceKeys device, DeviceName name) {
    device.write(note);
    note.line("name", name);
  }

  private static DeviceKeys readKeys(NoteReader note) {
    return DeviceKeys.read(note);
  }

  private static DeviceName readName(NoteReader note) {
    return new DeviceName(note.value("name"));
  }
}
