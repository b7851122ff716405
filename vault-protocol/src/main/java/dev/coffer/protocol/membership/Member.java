package dev.coffer.protocol.membership;

import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.VaultHead;
import java.util.ArrayList;
import java.util.List;

/**
 * One account as the organisation's chain knows it. Immutable.
 *
 * @param account id of the account
 * @param name what the account was called when it joined
 * @param devices every device that it introduced, oldest first
 * @param accepted what it wrote and is believed though its rights would not be enough any more:
 *     heads that those named who took something from it, one list for each time
 */
public record Member(
    String account,
    String name,
    Role role,
    Access access,
    Status status,
    List<ChainDevice> devices,
    List<List<VaultHead>> accepted) {

  /** Whether an account belongs to the organisation. */
  public enum Status {
    /** It accepted an invitation and was not confirmed yet. */
    JOINED,
    ACTIVE,
    REMOVED
  }

  public Member {
    devices = List.copyOf(devices);
    accepted = List.copyOf(accepted);
  }

  public boolean isActive() {
    return status == Status.ACTIVE;
  }

  /** What its devices may do with a vault; {@link Reach#NOTHING} unless it is active. */
  public Reach reach() {
    return isActive() ? access.reach(role) : Reach.NOTHING;
  }

  /** The devices that have rights while the member is active. */
  public List<ChainDevice> approvedDevices() {
    return devices.stream().filter(ChainDevice::isApproved).toList();
  }

  boolean accepts(VaultHead version) {
    return accepted.stream().flatMap(List::stream).anyMatch(head -> head.covers(version));
  }

  Member at(Status later) {
    return new Member(account, name, role, access, later, devices, accepted);
  }

  Member with(Role newRole, Access newAccess) {
    return new Member(account, name, newRole, newAccess, status, devices, accepted);
  }

  Member withDevices(List<ChainDevice> newDevices) {
    return new Member(account, name, role, access, status, newDevices, accepted);
  }

  Member accepting(List<VaultHead> heads) {
    if (heads.isEmpty()) {
      return this;
    }
    List<List<VaultHead>> more = new ArrayList<>(accepted);
    more.add(heads);
    return new Member(account, name, role, access, status, devices, more);
  }
}
