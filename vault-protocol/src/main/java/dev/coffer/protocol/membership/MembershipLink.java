package dev.coffer.protocol.membership;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.MembershipEvent.Confirmed;
import dev.coffer.protocol.membership.MembershipEvent.Created;
import dev.coffer.protocol.membership.MembershipEvent.DeviceApproved;
import dev.coffer.protocol.membership.MembershipEvent.DeviceRevoked;
import dev.coffer.protocol.membership.MembershipEvent.Invited;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipEvent.LpmSwitched;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.MembershipEvent.Removed;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import dev.coffer.protocol.note.EventPlace;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import java.util.List;

/** One event of an organisation's chain with its place, in one canonical text. */
public record MembershipLink(EventPlace place, MembershipEvent event) {
  private static final String TITLE = "coffer/1 organisation event";

  /** More than the largest event that its limits allow. */
  private static final int MAX_LENGTH = 512 * 1024;

  public String text() {
    NoteWriter note = place.begin(TITLE);
    write(note, event);
    return note.text();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws Malformed for anything else
   */
  public static MembershipLink parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new Malformed("an organisation event has " + MAX_LENGTH + " characters at most");
    }
    NoteReader note = new NoteReader(text, TITLE);
    MembershipLink link =
        new MembershipLink(EventPlace.read(note), EventReader.read(note.value("event"), note));
    note.end();
    if (!link.text().equals(text)) {
      throw new Malformed("an organisation event has one form only");
    }
    return link;
  }

  private static void write(NoteWriter note, MembershipEvent event) {
    if (event instanceof Created created) {
      note.line("event", "created")
          .line("organisation", created.organisation())
          .line("called", created.name());
      writeMember(note, created.account(), created.member(), created.devices());
    } else if (event instanceof Invited invited) {
      note.line("event", "invited")
          .line("invitation", invited.invitation())
          .line("key", invited.key().base64())
          .line("commitment", invited.commitment())
          .line("expires", invited.expires());
      writeRights(note, invited.role(), invited.access());
    } else if (event instanceof Withdrawn withdrawn) {
      note.line("event", "withdrawn").line("invitation", withdrawn.invitation());
    } else if (event instanceof Joined joined) {
      note.line("event", "joined")
          .line("invitation", joined.invitation())
          .line("nonce", joined.nonce().base64())
          .line("proof", joined.proof().base64());
      writeMember(note, joined.account(), joined.member(), joined.devices());
    } else if (event instanceof Confirmed confirmed) {
      note.line("event", "confirmed")
          .line("invitation", confirmed.invitation())
          .line("reveal", confirmed.reveal().base64());
    } else {
      writeChange(note, event);
    }
  }

  private static void writeChange(NoteWriter note, MembershipEvent event) {
    if (event instanceof RoleChanged changed) {
      note.line("event", "role-changed").line("account", changed.account());
      writeRights(note, changed.role(), changed.access());
      VaultHead.write(note, changed.heads());
    } else if (event instanceof Removed removed) {
      note.line("event", "removed").line("account", removed.account());
      VaultHead.write(note, removed.heads());
    } else if (event instanceof DeviceApproved approved) {
      note.line("event", "device-approved").line("account", approved.account());
      writeDevice(note, approved.device());
    } else if (event instanceof DeviceRevoked revoked) {
      note.line("event", "device-revoked").line("device", revoked.device());
      VaultHead.write(note, revoked.heads());
    } else {
      note.line("event", "lpm-switched").line("lpm", ((LpmSwitched) event).on() ? "on" : "off");
    }
  }

  private static void writeRights(NoteWriter note, Role role, Access access) {
    note.line("role", role.text());
    access.write(note);
  }

  private static void writeMember(
      NoteWriter note, String account, String member, List<NamedDevice> devices) {
    note.line("account", account).line("member", member);
    devices.forEach(device -> writeDevice(note, device));
  }

  private static void writeDevice(NoteWriter note, NamedDevice device) {
    device.keys().write(note);
    note.line("name", device.name());
  }

  KeyId author() {
    return place.author();
  }
}
