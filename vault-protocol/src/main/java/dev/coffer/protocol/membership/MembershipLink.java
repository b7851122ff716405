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
import dev.coffer.protocol.membership.MembershipEvent.PolicyRemoved;
import dev.coffer.protocol.membership.MembershipEvent.PolicySet;
import dev.coffer.protocol.membership.MembershipEvent.Removed;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import dev.coffer.protocol.note.EventPlace;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** One event of an organisation's chain with its place, in one canonical text. */
public record MembershipLink(EventPlace place, MembershipEvent event) {
  private static final Pattern INVITATION = Pattern.compile("[0-9a-f]{32}");
  private static final int SIGNATURE_LENGTH = 64;
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
        new MembershipLink(EventPlace.read(note), read(note.value("event"), note));
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
    } else if (event instanceof LpmSwitched switched) {
      note.line("event", "lpm-switched").line("lpm", switched.on() ? "on" : "off");
    } else {
      writePolicy(note, event);
    }
  }

  private static void writePolicy(NoteWriter note, MembershipEvent event) {
    if (event instanceof PolicySet set) {
      note.line("event", "policy-set");
      set.policy().write(note);
    } else {
      note.line("event", "policy-removed").line("policy", ((PolicyRemoved) event).policy());
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

  private static MembershipEvent read(String kind, NoteReader note) {
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
      case "policy-set" -> new PolicySet(TrustPolicy.read(note));
      case "policy-removed" -> new PolicyRemoved(new PolicyId(note.value("policy")));
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

  KeyId author() {
    return place.author();
  }

  /** One event as it was read, or why it cannot be. */
  record Reading(
      SignedNote note, Digest digest, Optional<MembershipLink> link, Optional<Malformed> flaw) {
    static Reading of(SignedNote note) {
      Digest digest = note.digest();
      try {
        return new Reading(note, digest, Optional.of(parse(note.text())), Optional.empty());
      } catch (Malformed flaw) {
        return new Reading(note, digest, Optional.empty(), Optional.of(flaw));
      }
    }

    MembershipLink requireLink() {
      return link.orElseThrow(flaw::orElseThrow);
    }
  }
}
