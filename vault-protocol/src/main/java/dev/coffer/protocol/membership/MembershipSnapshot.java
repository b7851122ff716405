package dev.coffer.protocol.membership;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.Policies;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.policy.TrustPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A verified membership in texts and numbers, for a store that nobody else can write: reading it
 * back verifies nothing, which is what makes it fast. Not a wire format.
 *
 * @param organisation its id; null, as its name, of a chain without events
 * @param returning what those are who were removed, and wait now to be confirmed again
 * @param policies those that stand; null in what was written before there were any
 * @param heads the lists of heads that members and devices refer to by their index
 */
public record MembershipSnapshot(
    String organisation,
    String name,
    boolean lpm,
    long lastLoss,
    List<String> digests,
    List<MemberText> members,
    List<InvitationText> invitations,
    List<MemberText> returning,
    List<List<String>> heads,
    List<String> floors,
    List<PolicyText> policies) {

  /** One member; its devices and what they are believed for. */
  public record MemberText(
      String account,
      String name,
      String role,
      boolean all,
      Map<String, Boolean> grants,
      String status,
      List<DeviceText> devices,
      List<AcceptedText> accepted) {}

  /** What devices are believed for; {@code heads} is the index of a list of them. */
  public record AcceptedText(
      List<String> devices, String role, boolean all, Map<String, Boolean> grants, Integer heads) {}

  /** One trust policy that stands, and who set it last in which event. */
  public record PolicyText(String policy, String author, long sequence) {
    static PolicyText of(Policies.Standing standing) {
      return new PolicyText(
          standing.policy().text(), standing.author().value(), standing.sequence());
    }

    Policies.Standing standing() {
      return new Policies.Standing(TrustPolicy.parse(policy), new KeyId(author), sequence);
    }
  }

  /** One device; {@code revoked} is the index of the heads of what ended it, or null. */
  public record DeviceText(
      String id, String signing, String agreement, String name, long approvedAt, Integer revoked) {}

  /** One invitation; {@code expires} in seconds since 1970. */
  public record InvitationText(
      String id,
      String key,
      String commitment,
      long expires,
      String role,
      boolean all,
      Map<String, Boolean> grants,
      String inviter,
      String status,
      String joiner,
      String joinedEvent) {}

  static MembershipSnapshot of(MembershipState state) {
    return new Writing().write(state);
  }

  MembershipState state() {
    List<List<VaultHead>> lists =
        heads.stream().map(list -> list.stream().map(MembershipSnapshot::head).toList()).toList();
    MembershipState state = new MembershipState();
    state.organisation = Optional.ofNullable(organisation).map(UUID::fromString).orElse(null);
    state.name = Optional.ofNullable(name).map(OrganisationName::new).orElse(null);
    state.lpm = lpm;
    state.lastLoss = lastLoss;
    state.digests.addAll(digests);
    for (MemberText text : members) {
      state.put(member(text, lists));
      text.devices().forEach(device -> state.owners.put(new KeyId(device.id()), text.account()));
    }
    returning.forEach(text -> state.returning.put(text.account(), member(text, lists)));
    invitations.forEach(text -> state.invitations.put(text.id(), invitation(text)));
    floors.stream()
        .map(MembershipSnapshot::head)
        .forEach(head -> state.floors.put(head.vault(), head));
    state.policies =
        Policies.of(
            Optional.ofNullable(policies).orElse(List.of()).stream()
                .map(PolicyText::standing)
                .toList());
    return state;
  }

  private static Member member(MemberText text, List<List<VaultHead>> lists) {
    return new Member(
        text.account(),
        text.name(),
        Role.of(text.role()),
        access(text.all(), text.grants()),
        Member.Status.valueOf(text.status()),
        text.devices().stream().map(device -> device(device, lists)).toList(),
        text.accepted().stream().map(past -> accepted(past, lists)).toList());
  }

  private static Member.Accepted accepted(AcceptedText text, List<List<VaultHead>> lists) {
    return new Member.Accepted(
        text.devices().stream().map(KeyId::new).toList(),
        Role.of(text.role()),
        access(text.all(), text.grants()),
        lists.get(text.heads()));
  }

  private static ChainDevice device(DeviceText text, List<List<VaultHead>> lists) {
    DeviceKeys keys =
        new DeviceKeys(Bytes.ofBase64(text.signing()), Bytes.ofBase64(text.agreement()));
    KeyId id = new KeyId(text.id());
    return new ChainDevice(
        keys,
        new DeviceName(text.name()),
        text.approvedAt(),
        Optional.ofNullable(text.revoked())
            .map(index -> new ChainEvent.Revoked(id, lists.get(index))));
  }

  private static Invitation invitation(InvitationText text) {
    return new Invitation(
        new MembershipEvent.Invited(
            text.id(),
            Bytes.ofBase64(text.key()),
            Digest.parse(text.commitment()),
            Instant.ofEpochSecond(text.expires()),
            Role.of(text.role()),
            access(text.all(), text.grants())),
        new KeyId(text.inviter()),
        Invitation.Status.valueOf(text.status()),
        Optional.ofNullable(text.joiner()),
        Optional.ofNullable(text.joinedEvent()).map(Digest::parse));
  }

  private static Access access(boolean all, Map<String, Boolean> grants) {
    if (all) {
      return Access.ALL;
    }
    SortedMap<EnvironmentName, Boolean> named = new TreeMap<>();
    grants.forEach((name, write) -> named.put(new EnvironmentName(name), write));
    return Access.of(named);
  }

  private static VaultHead head(String text) {
    String[] words = text.split(" ", -1);
    return new VaultHead(new VaultId(words[0]), Integer.parseInt(words[1]), Digest.parse(words[2]));
  }

  /** Writes each list of heads once, however many members and devices refer to it. */
  private static final class Writing {
    private final List<List<String>> lists = new ArrayList<>();
    private final Map<List<VaultHead>, Integer> indexes = new HashMap<>();

    MembershipSnapshot write(MembershipState state) {
      return new MembershipSnapshot(
          Objects.toString(state.organisation, null),
          Objects.toString(state.name, null),
          state.lpm,
          state.lastLoss,
          List.copyOf(state.digests),
          state.members.values().stream().map(this::member).toList(),
          state.invitations.values().stream().map(Writing::invitation).toList(),
          state.returning.values().stream().map(this::member).toList(),
          lists,
          state.floors.values().stream().map(Writing::head).sorted().toList(),
          state.policies.all().stream().map(PolicyText::of).toList());
    }

    private MemberText member(Member member) {
      return new MemberText(
          member.account(),
          member.name(),
          member.role().text(),
          member.access().all(),
          grants(member.access()),
          member.status().name(),
          member.devices().stream().map(this::device).toList(),
          member.accepted().stream().map(this::accepted).toList());
    }

    private AcceptedText accepted(Member.Accepted past) {
      return new AcceptedText(
          past.devices().stream().map(KeyId::value).toList(),
          past.role().text(),
          past.access().all(),
          grants(past.access()),
          index(past.heads()));
    }

    private DeviceText device(ChainDevice device) {
      return new DeviceText(
          device.keys().keyId().value(),
          device.keys().signing().base64(),
          device.keys().agreement().base64(),
          device.name().value(),
          device.approvedAt(),
          device.revocation().map(end -> index(end.heads())).orElse(null));
    }

    private int index(List<VaultHead> heads) {
      return indexes.computeIfAbsent(
          heads,
          list -> {
            lists.add(list.stream().map(Writing::head).toList());
            return lists.size() - 1;
          });
    }

    private static InvitationText invitation(Invitation invitation) {
      MembershipEvent.Invited invited = invitation.invited();
      return new InvitationText(
          invited.invitation(),
          invited.key().base64(),
          invited.commitment().text(),
          invited.expires().getEpochSecond(),
          invited.role().text(),
          invited.access().all(),
          grants(invited.access()),
          invitation.inviter().value(),
          invitation.status().name(),
          invitation.joiner().orElse(null),
          invitation.joinedEvent().map(Digest::text).orElse(null));
    }

    private static Map<String, Boolean> grants(Access access) {
      Map<String, Boolean> grants = new LinkedHashMap<>();
      access.grants().forEach((name, write) -> grants.put(name.value(), write));
      return grants;
    }

    private static String head(VaultHead head) {
      return head.vault() + " " + head.version() + " " + head.manifest().text();
    }
  }
}
