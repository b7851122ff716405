package dev.coffer.protocol.membership;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What one event of an organisation's chain says. Accounts are named by their id, 1 to 64
 * characters of {@code A-Z a-z 0-9 . _ -}; a member's name is what the account was called when it
 * joined: 1 to 64 characters of {@code a-z 0-9 . _ @ + -}, so that no name looks like another.
 *
 * <p>Where an event takes something from a member, {@code heads} are the newest versions that its
 * author had accepted: what the member wrote is believed up to these and no further, where its
 * rights are not enough any more. Sorted by vault id, no vault twice, 2,000 at most.
 */
public sealed interface MembershipEvent {
  /** So many devices of one member can have rights at once. */
  int MAX_DEVICES = 50;

  /** So many heads can stand in one event. */
  int MAX_HEADS = 2_000;

  /** The heads that it names; none for a kind that names none. */
  default List<VaultHead> heads() {
    return List.of();
  }

  /** A device as its owner introduces it. */
  record NamedDevice(DeviceKeys keys, DeviceName name) {}

  /**
   * The organisation begins; the account is its first owner.
   *
   * @param devices at least one, and the event's author among them
   */
  record Created(
      UUID organisation,
      OrganisationName name,
      String account,
      String member,
      List<NamedDevice> devices)
      implements MembershipEvent {
    public Created {
      requireAccount(account);
      requireName(member);
      devices = requireDevices(devices);
    }
  }

  /**
   * Somebody may join; who, is decided by who has the invitation's private key.
   *
   * @param invitation 32 hexadecimal digits
   * @param key the invitation's public key, Ed25519, 32 bytes
   * @param commitment to the inviter's nonce
   * @param expires the latest time of an event that accepts it, whole seconds
   */
  record Invited(
      String invitation, Bytes key, Digest commitment, Instant expires, Role role, Access access)
      implements MembershipEvent {
    public Invited {
      key.requireLength(DeviceKeys.KEY_LENGTH);
      if (role == Role.OWNER) {
        throw new Malformed("nobody is invited as an owner: an owner makes a member one");
      }
      requireFit(role, access);
    }
  }

  /** An invitation is void, also when somebody has accepted it who is not confirmed yet. */
  record Withdrawn(String invitation) implements MembershipEvent {}

  /**
   * Somebody accepts an invitation. Gives no rights before it is confirmed.
   *
   * @param nonce 32 bytes, for the code that both sides compare
   * @param devices at least one, and the event's author among them
   * @param proof the invitation key's signature, 64 bytes, of {@link InvitationCode#proofText}
   */
  record Joined(
      String invitation,
      String account,
      String member,
      Bytes nonce,
      List<NamedDevice> devices,
      Bytes proof)
      implements MembershipEvent {
    public Joined {
      requireAccount(account);
      requireName(member);
      devices = requireDevices(devices);
    }
  }

  /**
   * The inviter has compared the code: the member has the role and access of the invitation.
   *
   * @param reveal the nonce that the invitation committed to, 32 bytes
   */
  record Confirmed(String invitation, Bytes reveal) implements MembershipEvent {}

  /** A member has another role, and the access that comes with it. */
  record RoleChanged(String account, Role role, Access access, List<VaultHead> heads)
      implements MembershipEvent {
    public RoleChanged {
      requireAccount(account);
      requireFit(role, access);
      heads = requireHeads(heads);
    }
  }

  /** A member leaves or is removed, with all devices. */
  record Removed(String account, List<VaultHead> heads) implements MembershipEvent {
    public Removed {
      requireAccount(account);
      heads = requireHeads(heads);
    }
  }

  /** A member's device vouches for another one of the same member. */
  record DeviceApproved(String account, NamedDevice device) implements MembershipEvent {
    public DeviceApproved {
      requireAccount(account);
    }
  }

  /** A member's device has no rights any more, for good. */
  record DeviceRevoked(KeyId device, List<VaultHead> heads) implements MembershipEvent {
    public DeviceRevoked {
      heads = requireHeads(heads);
    }
  }

  /** Whether vaults in format {@code lpm} may be shared, whose keys the server hands out. */
  record LpmSwitched(boolean on) implements MembershipEvent {}

  /** CI runs that fit may read what the policy names; replaces what its id stood for. */
  record PolicySet(TrustPolicy policy) implements MembershipEvent {}

  /** The policy does not stand any more. */
  record PolicyRemoved(PolicyId policy) implements MembershipEvent {}

  private static List<NamedDevice> requireDevices(List<NamedDevice> devices) {
    long different = devices.stream().map(device -> device.keys().keyId()).distinct().count();
    if (devices.isEmpty() || devices.size() > MAX_DEVICES || different < devices.size()) {
      throw new Malformed("a member names 1 to " + MAX_DEVICES + " devices, each once");
    }
    return List.copyOf(devices);
  }

  private static List<VaultHead> requireHeads(List<VaultHead> heads) {
    if (heads.size() > MAX_HEADS) {
      throw new Malformed("an event names " + MAX_HEADS + " heads at most");
    }
    return VaultHead.requireSorted(heads);
  }

  private static void requireAccount(String account) {
    if (!Forms.ACCOUNT.matcher(account).matches()) {
      throw new Malformed("an account's id has 1 to 64 characters of A-Z a-z 0-9 . _ -");
    }
  }

  private static void requireName(String name) {
    if (!Forms.NAME.matcher(name).matches()) {
      throw new Malformed("a member's name has 1 to 64 characters of a-z 0-9 . _ @ + -");
    }
  }

  private static void requireFit(Role role, Access access) {
    if (!access.fits(role)) {
      throw new Malformed("only developers and readers are limited, and a reader writes nothing");
    }
  }

  /** Not part of what an event says. */
  final class Forms {
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

    private Forms() {}
  }
}
