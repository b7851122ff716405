package dev.coffer.protocol.membership;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
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
import dev.coffer.protocol.note.NoteReader;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the lines of each kind of event, in the order in which {@link MembershipLink} writes. */
final class EventReader {
  private static final Pattern INVITATION = Pattern.compile("[0-9a-f]{32}");
  private static final int SIGNATURE_LENGTH = 64;

  private EventReader() {}

  static MembershipEvent read(String kind, NoteReader note) {
    return switch (kind) {
      case "created" -> created(note);
      case "invited" -> invited(note);
      case "withdrawn" -> new Withdrawn(invitation(note));
      case "joined" -> joined(note);
      case "confirmed" ->
          new Confirmed(
              invitation(note), Bytes.ofBase64(note.value("reveal"), InvitationCode.NONCE_LENGTH));
      case "role-changed" ->
          new RoleChanged(
              note.value("account"),
              Role.of(note.value("role")),
              Access.read(note),
              VaultHead.read(note));
      case "removed" -> new Removed(note.value("account"), VaultHead.read(note));
      case "device-approved" -> new DeviceApproved(note.value("account"), device(note));
      case "device-revoked" ->
          new DeviceRevoked(new KeyId(note.value("device")), VaultHead.read(note));
      case "lpm-switched" -> new LpmSwitched(note.value("lpm").equals("on"));
      default ->
          throw new Malformed("an organisation event of kind '" + kind + "' is not known here");
    };
  }

  private static Created created(NoteReader note) {
    return new Created(
        uuid(note.value("organisation")),
        new OrganisationName(note.value("called")),
        note.value("account"),
        note.value("member"),
        devices(note));
  }

  private static UUID uuid(String text) {
    if (!OrganisationName.isId(text)) {
      throw new Malformed("an organisation's id is a UUID in lower case");
    }
    return UUID.fromString(text);
  }

  private static Invited invited(NoteReader note) {
    return new Invited(
        invitation(note),
        Bytes.ofBase64(note.value("key"), DeviceKeys.KEY_LENGTH),
        Digest.parse(note.value("commitment")),
        note.time("expires"),
        Role.of(note.value("role")),
        Access.read(note));
  }

  private static Joined joined(NoteReader note) {
    String invitation = invitation(note);
    Bytes nonce = Bytes.ofBase64(note.value("nonce"), InvitationCode.NONCE_LENGTH);
    Bytes proof = Bytes.ofBase64(note.value("proof"), SIGNATURE_LENGTH);
    String account = note.value("account");
    String member = note.value("member");
    return new Joined(invitation, account, member, nonce, devices(note), proof);
  }

  private static String invitation(NoteReader note) {
    String text = note.value("invitation");
    if (!INVITATION.matcher(text).matches()) {
      throw new Malformed("an invitation's id has 32 hexadecimal digits");
    }
    return text;
  }

  private static List<NamedDevice> devices(NoteReader note) {
    List<NamedDevice> devices = new ArrayList<>();
    while (note.at("signing")) {
      devices.add(device(note));
    }
    return devices;
  }

  private static NamedDevice device(NoteReader note) {
    return new NamedDevice(DeviceKeys.read(note), new DeviceName(note.value("name")));
  }
}
