package dev.coffer.protocol.membership;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.Policies;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.MembershipEvent.Created;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What a chain's events have made of the organisation so far. Changed by the rules alone. */
final class MembershipState {
  UUID organisation;
  OrganisationName name;
  boolean lpm;
  Policies policies = Policies.NONE;
  long lastLoss = -1;

  /** By account: the last event by which it lost a key. */
  final Map<String, Long> losses = new HashMap<>();

  /** In texts: of the thousands that a snapshot holds nearly none is ever looked at. */
  final List<String> digests = new ArrayList<>();

  final Map<String, Member> members = new LinkedHashMap<>();
  final Map<String, Invitation> invitations = new LinkedHashMap<>();
  final Map<KeyId, String> owners = new HashMap<>();
  final Map<VaultId, VaultHead> floors = new HashMap<>();

  /** What those are who were removed, and wait now to be confirmed again. */
  final Map<String, Member> returning = new LinkedHashMap<>();

  MembershipState copy() {
    MembershipState copy = new MembershipState();
    copy.organisation = organisation;
    copy.name = name;
    copy.lpm = lpm;
    copy.policies = policies;
    copy.lastLoss = lastLoss;
    copy.losses.putAll(losses);
    copy.digests.addAll(digests);
    copy.members.putAll(members);
    copy.invitations.putAll(invitations);
    copy.owners.putAll(owners);
    copy.floors.putAll(floors);
    copy.returning.putAll(returning);
    return copy;
  }

  Optional<Digest> headDigest() {
    return digests.isEmpty() ? Optional.empty() : Optional.of(digest(digests.size() - 1));
  }

  Digest digest(int sequence) {
    return Digest.parse(digests.get(sequence));
  }

  Optional<Member> memberOf(KeyId device) {
    return Optional.ofNullable(owners.get(device)).map(members::get);
  }

  Optional<ChainDevice> device(KeyId id) {
    return memberOf(id).flatMap(member -> member.device(id));
  }

  /** Begins with the first event's member, its devices having rights at once. */
  void begin(Created created) {
    organisation = created.organisation();
    name = created.name();
    enter(
        new Member(
            created.account(),
            created.member(),
            Role.OWNER,
            Access.ALL,
            Member.Status.ACTIVE,
            List.of(),
            List.of()),
        created.devices(),
        0);
  }

  /** Takes {@code member} in with {@code devices} beside those that it has. */
  void enter(Member member, List<NamedDevice> devices, long sequence) {
    Member entered = member;
    for (NamedDevice device : devices) {
      KeyId id = device.keys().keyId();
      String owner = owners.putIfAbsent(id, member.account());
      if (owner != null && !owner.equals(member.account())) {
        throw new ChainRefused("device " + id.shortForm() + " belongs to another member");
      }
      if (!entered.mayIntroduce(id)) {
        throw new ChainRefused("device " + id.shortForm() + " has no rights any more, for good");
      }
      entered =
          entered.introducing(
              new ChainDevice(device.keys(), device.name(), sequence, Optional.empty()));
    }
    if (entered.approvedDevices().size() > MembershipEvent.MAX_DEVICES) {
      throw new ChainRefused("a member has " + MembershipEvent.MAX_DEVICES + " devices at most");
    }
    put(entered);
  }

  /** The event {@code sequence} takes a key from {@code account}. */
  void lose(String account, long sequence) {
    lastLoss = sequence;
    losses.put(account, sequence);
  }

  void put(Member member) {
    members.put(member.account(), member);
  }

  /** Undoes that {@code account} accepted an invitation: it is what it was, or unknown. */
  void forget(String account) {
    Member waiting = members.remove(account);
    Optional<Member> before = Optional.ofNullable(returning.remove(account));
    waiting.devices().stream()
        .map(device -> device.keys().keyId())
        .filter(id -> before.flatMap(member -> member.device(id)).isEmpty())
        .forEach(owners::remove);
    before.ifPresent(this::put);
  }

  void noteHeads(List<VaultHead> heads) {
    heads.forEach(
        head ->
            floors.merge(
                head.vault(), head, (old, now) -> now.version() > old.version() ? now : old));
  }

  Stream<Member> present() {
    return members.values().stream().filter(member -> member.status() != Member.Status.REMOVED);
  }

  long activeOwners() {
    return present().filter(member -> member.isActive() && member.role() == Role.OWNER).count();
  }
}
