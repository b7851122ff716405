package dev.coffer.protocol.membership;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.chain.Policies;
import dev.coffer.protocol.chain.snapshot.DeviceText;
import dev.coffer.protocol.chain.snapshot.HeadLists;
import dev.coffer.protocol.chain.snapshot.PolicyText;
import java.time.Instant;
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
 * @param losses by account, the last event by which it lost a key; null in what was written before
 *     that was told
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
    List<PolicyText> policies,
    Map<String, Long> losses) {

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
    HeadLists lists = HeadLists.of(heads);
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
    floors.stream().map(HeadLists::head).forEach(head -> state.floors.put(head.vault(), head));
    state.policies =
        Policies.of(
            Optional.ofNullable(policies).orElse(List.of()).stream()
                .map(PolicyText::standing)
                .toList());
    state.losses.putAll(Optional.ofNullable(losses).orElseGet(this::possibleLosses));
    return state;
  }

  /** Whoever something was taken from may have been the last one to lose a key. */
  private Map<String, Long> possibleLosses() {
    Map<String, Long> possible = new LinkedHashMap<>();
    members.stream()
        .filter(member -> !member.accepted().isEmpty())
        .forEach(member -> possible.put(member.account(), lastLoss));
    return possible;
  }

  private static Member member(MemberText text, HeadLists lists) {
    return new Member(
        text.account(),
        text.name(),
        Role.of(text.role()),
        access(text.all(), text.grants()),
        Member.Status.valueOf(text.status()),
        text.devices().stream().map(device -> device.device(lists)).toList(),
        text.accepted().stream().map(past -> accepted(past, lists)).toList());
  }

  private static Member.Accepted accepted(AcceptedText text, HeadLists lists) {
    return new Member.Accepted(
        text.devices().stream().map(KeyId::new).toList(),
        Role.of(text.role()),
        access(text.all(), text.grants()),
        lists.get(text.heads()));
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

  /** Writes members first, for the lists of heads are those that they refer to. */
  private static final class Writing {
    private final HeadLists lists = new HeadLists();

    MembershipSnapshot write(MembershipState state) {
      List<MemberText> members = state.members.values().stream().map(this::member).toList();
      List<MemberText> returning = state.returning.values().stream().map(this::member).toList();
      return new MembershipSnapshot(
          Objects.toString(state.organisation, null),
          Objects.toString(state.name, null),
          state.lpm,
          state.lastLoss,
          List.copyOf(state.digests),
          members,
          state.invitations.values().stream().map(Writing::invitation).toList(),
          returning,
          lists.texts(),
          state.floors.values().stream().map(HeadLists::text).sorted().toList(),
          state.policies.all().stream().map(PolicyText::of).toList(),
          new TreeMap<>(state.losses));
    }

    private MemberText member(Member member) {
      return new MemberText(
          member.account(),
          member.name(),
          member.role().text(),
          member.access().all(),
          grants(member.access()),
          member.status().name(),
          member.devices().stream().map(device -> DeviceText.of(device, lists)).toList(),
          member.accepted().stream().map(this::accepted).toList());
    }

    private AcceptedText accepted(Member.Accepted past) {
      return new AcceptedText(
          past.devices().stream().map(KeyId::value).toList(),
          past.role().text(),
          past.access().all(),
          grants(past.access()),
          lists.index(past.heads()));
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
  }
}
