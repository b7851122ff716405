package dev.coffer.protocol.membership;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.VaultHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One account as the organisation's chain knows it. Immutable.
 *
 * @param account id of the account
 * @param name what the account was called when it joined
 * @param devices every device that it introduced, oldest first
 * @param accepted what its devices wrote and are believed for though their rights would not be
 *     enough any more: one for each time that something was taken, oldest first
 */
public record Member(
    String account,
    String name,
    Role role,
    Access access,
    Status status,
    List<ChainDevice> devices,
    List<Accepted> accepted) {

  /** Whether an account belongs to the organisation. */
  public enum Status {
    /** It accepted an invitation and was not confirmed yet. */
    JOINED,
    ACTIVE,
    REMOVED
  }

  /**
   * What was believed when something was taken from a member, and still is: the versions up to
   * {@code heads}, as far as the rights went that the member had until then. Never more than these,
   * whoever named the heads: it may have been the member itself, which left.
   *
   * @param devices those that had rights until then, and no others
   */
  public record Accepted(List<KeyId> devices, Role role, Access access, List<VaultHead> heads) {
    public Accepted {
      devices = List.copyOf(devices);
      heads = List.copyOf(heads);
    }

    boolean covers(KeyId author, VaultHead version) {
      return devices.contains(author) && heads.stream().anyMatch(head -> head.covers(version));
    }
  }

  public Member {
    devices = List.copyOf(devices);
    accepted = List.copyOf(accepted);
  }

  public boolean isActive() {
    return status == Status.ACTIVE;
  }

  /**
   * Whether a membership has ended and none has begun since: also while the account waits to be
   * confirmed by another invitation.
   */
  public boolean isGone() {
    return status == Status.REMOVED || (status == Status.JOINED && !accepted.isEmpty());
  }

  /** What its devices may do with a vault; {@link Reach#NOTHING} unless it is active. */
  public Reach reach() {
    return isActive() ? access.reach(role) : Reach.NOTHING;
  }

  /** The devices that have rights while the member is active. */
  public List<ChainDevice> approvedDevices() {
    return devices.stream().filter(ChainDevice::isApproved).toList();
  }

  Optional<ChainDevice> device(KeyId id) {
    return devices.stream().filter(device -> device.keys().keyId().equals(id)).findFirst();
  }

  boolean hasApproved(KeyId id) {
    return device(id).filter(ChainDevice::isApproved).isPresent();
  }

  /**
   * What {@code author} was allowed in {@code version}, where it was accepted by who took rights.
   */
  Optional<Reach> believed(KeyId author, VaultHead version) {
    return accepted.stream()
        .filter(past -> past.covers(author, version))
        .map(past -> past.access().reach(past.role()))
        .filter(Reach::writesAny)
        .findFirst();
  }

  Member at(Status later) {
    return new Member(account, name, role, access, later, devices, accepted);
  }

  Member with(Role newRole, Access newAccess) {
    return new Member(account, name, newRole, newAccess, status, devices, accepted);
  }

  /** With fewer rights; what it wrote with those before is believed up to {@code heads}. */
  Member with(Role newRole, Access newAccess, List<VaultHead> heads) {
    List<KeyId> all = approvedDevices().stream().map(device -> device.keys().keyId()).toList();
    return new Member(account, name, newRole, newAccess, status, devices, accepting(all, heads));
  }

  /** Without {@code ended}, for good; what that device wrote is believed up to {@code heads}. */
  Member without(KeyId ended, List<VaultHead> heads) {
    return new Member(
        account,
        name,
        role,
        access,
        status,
        devices.stream()
            .map(device -> device.keys().keyId().equals(ended) ? device.ended(heads) : device)
            .toList(),
        accepting(List.of(ended), heads));
  }

  /** Removed with all devices. These, and none that was revoked before, may come back with it. */
  Member removed(List<VaultHead> heads) {
    List<ChainDevice> ended =
        devices.stream().map(device -> device.isApproved() ? device.ended(heads) : device).toList();
    Member last = with(role, access, heads);
    return new Member(account, name, role, access, Status.REMOVED, ended, last.accepted);
  }

  /** With another device, or one that ended when the member was removed and comes back now. */
  Member introducing(ChainDevice device) {
    List<ChainDevice> more = new ArrayList<>(devices);
    more.removeIf(known -> known.keys().equals(device.keys()));
    more.add(device);
    return new Member(account, name, role, access, status, more, accepted);
  }

  /** Whether {@code id} is none that was revoked: the last thing taken was all that it had left. */
  boolean mayIntroduce(KeyId id) {
    return device(id).isEmpty()
        || (!accepted.isEmpty() && accepted.get(accepted.size() - 1).devices().contains(id));
  }

  private List<Accepted> accepting(List<KeyId> authors, List<VaultHead> heads) {
    List<Accepted> more = new ArrayList<>(accepted);
    more.add(new Accepted(authors, role, access, heads));
    return more;
  }
}
