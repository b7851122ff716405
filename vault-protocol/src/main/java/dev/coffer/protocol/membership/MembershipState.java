package dev.coffer.protocol.membership;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.ChainRefused;
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

/** What a chain's events have made of the organisation so far. Changed by the rules alone. */
final class MembershipState {
  UUID organisation;
  OrganisationName name;
  boolean lpm;
  long lastLoss = -1;
  final List<Digest> digests = new ArrayList<>();
  final Map<String, Member> members = new LinkedHashMap<>();
  final Map<String, Invitation> invitations = new LinkedHashMap<>();
  final Map<KeyId, String> owners = new HashMap<>();
  final Map<VaultId, VaultHead> floors = new HashMap<>();

  MembershipState copy() {
    MembershipState copy = new MembershipState();
    copy.organisation = organisation;
    copy.name = name;
    copy.lpm = lpm;
    copy.lastLoss = lastLoss;
    copy.digests.addAll(digests);
    copy.members.putAll(members);
    copy.invitations.putAll(invitations);
    copy.owners.putAll(owners);
    copy.floors.putAll(floors);
    return copy;
  }

  Optional<Digest> headDigest() {
    return digests.isEmpty() ? Optional.empty() : Optional.of(digests.get(digests.size() - 1));
  }

  Optional<Member> memberOf(KeyId device) {
    return Optional.ofNullable(owners.get(device)).map(members::get);
  }

  Optional<ChainDevice> device(KeyId id) {
    return memberOf(id).flatMap(member -> device(member, id));
  }

  private static Optional<ChainDevice> device(Member member, KeyId id) {
    return member.devices().stream().filter(d -> d.keys().keyId().equals(id)).findFirst();
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

  /** Takes {@code member} in with {@code devices}, in place of what it was before. */
  void enter(Member member, List<NamedDevice> devices, long sequence) {
    List<ChainDevice> entered =
        new ArrayList<>(
            Optional.ofNullable(members.get(member.account()))
                .map(Member::devices)
                .orElse(List.of()));
    if (devices.stream().map(device -> device.keys().keyId()).distinct().count() < devices.size()) {
      throw new ChainRefused("a member names each device once");
    }
    for (NamedDevice device : devices) {
      KeyId id = device.keys().keyId();
      String owner = owners.putIfAbsent(id, member.account());
      if (owner != null && !owner.equals(member.account())) {
        throw new ChainRefused("device " + id.shortForm() + " belongs to another member");
      }
      entered.removeIf(known -> known.keys().keyId().equals(id));
      entered.add(new ChainDevice(device.keys(), device.name(), sequence, Optional.empty()));
    }
    members.put(member.account(), member.withDevices(entered));
  }

  /** Ends {@code member} with all devices: one that comes back says anew which ones it has. */
  void end(Member member, List<VaultHead> heads) {
    List<ChainDevice> ended =
        member.devices().stream()
            .map(device -> device.isApproved() ? revoked(device, heads) : device)
            .toList();
    members.put(
        member.account(), member.at(Member.Status.REMOVED).withDevices(ended).accepting(heads));
  }

  /** Ends the rights of {@code ended}, and notes what it wrote before. */
  void revoke(Member member, KeyId ended, List<VaultHead> heads, long sequence) {
    List<ChainDevice> left =
        member.devices().stream()
            .map(device -> device.keys().keyId().equals(ended) ? revoked(device, heads) : device)
            .toList();
    members.put(member.account(), member.withDevices(left));
    noteLoss(heads, sequence);
  }

  private static ChainDevice revoked(ChainDevice device, List<VaultHead> heads) {
    ChainEvent.Revoked end = new ChainEvent.Revoked(device.keys().keyId(), heads);
    return new ChainDevice(device.keys(), device.name(), device.approvedAt(), Optional.of(end));
  }

  void noteLoss(List<VaultHead> heads, long sequence) {
    lastLoss = sequence;
    noteHeads(heads);
  }

  void noteHeads(List<VaultHead> heads) {
    heads.forEach(
        head ->
            floors.merge(
                head.vault(), head, (old, now) -> now.version() > old.version() ? now : old));
  }

  long activeOwners() {
    return members.values().stream()
        .filter(member -> member.isActive() && member.role() == Role.OWNER)
        .count();
  }
}
