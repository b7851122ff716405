package dev.coffer.client.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.Policies;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Changes what the members of an organisation may do, and everything that follows from it for the
 * vaults. Whatever was interrupted goes on where it was when it is asked for again.
 */
public final class Members {
  private final Organisation organisation;
  private final SharedVaults shared;

  public Members(Organisation organisation, SharedVaults shared) {
    this.organisation = organisation;
    this.shared = shared;
  }

  /**
   * A change that was made.
   *
   * @param member as it is now
   * @param vaults what was done with each vault
   */
  public record Change(Member member, List<Step> vaults) {}

  /**
   * A removal.
   *
   * @param exposures what the member has read or could read, the oldest first
   * @param untold why that could not be found out; empty where {@code exposures} is the whole of it
   * @param policies the trust policies that the member set last, which stand until they are removed
   */
  public record Removal(
      Member member,
      List<Step> vaults,
      List<Exposure> exposures,
      Optional<String> untold,
      List<TrustPolicy> policies) {}

  /** Gives {@code named} another role; every environment, until grants say otherwise. */
  public Change changeRole(String named, Role role) {
    Member member = organisation.chain().current().member(named);
    Access access = role.canBeLimited() ? member.access() : Access.ALL;
    return change(member, role, access);
  }

  /** Gives {@code named} other access within its role. */
  public Change changeAccess(String named, AccessChange change) {
    Member member = organisation.chain().current().member(named);
    if (!member.role().canBeLimited()) {
      throw new ClientException.Usage(
          "a member of role " + member.role().text() + " reads and writes every environment",
          "make it a developer or reader first: coffer org role " + named + " developer");
    }
    return change(member, member.role(), change.of(member.access()));
  }

  /** Gives {@code named} exactly this role and access, in one event. */
  public Change grant(String named, Role role, Access access) {
    return change(organisation.chain().current().member(named), role, access);
  }

  /** What becomes of a member's access. */
  @FunctionalInterface
  public interface AccessChange {
    Access of(Access before);
  }

  private Change change(Member member, Role role, Access access) {
    boolean same = member.role() == role && member.access().equals(access);
    if (!same) {
      boolean takes = member.reach().isReducedBy(access.reach(role));
      List<VaultHead> heads = takes ? shared.heads() : List.of();
      organisation.append(new MembershipEvent.RoleChanged(member.account(), role, access, heads));
    }
    Membership now = organisation.chain().current().membership();
    return new Change(now.member(member.account()).orElseThrow(), shared.followUp());
  }

  /**
   * Ends the membership of {@code named}: the event, then a new key for every vault, then the list
   * of what has to be replaced. Done again for somebody who is removed already, it does what is
   * left of it.
   *
   * @param named an account's id, which means no other; or a name, which means a member before
   *     anybody who is gone
   * @throws ClientException.NotFound when it means nobody
   * @throws ClientException.Usage when it is the name of several of whom something is left to end;
   *     nothing was changed
   * @throws ClientException.Refused when this account may not remove that member
   */
  public Removal remove(String named) {
    Membership before = organisation.chain().current().membership();
    Member member = activeOrGone(before, named);
    if (member.isActive()) {
      List<VaultHead> heads = shared.heads();
      organisation.append(new MembershipEvent.Removed(member.account(), heads));
    }
    return followed(member);
  }

  /**
   * Does what is left of a removal that stands, and never ends a membership: not even where {@code
   * account} has come back meanwhile.
   *
   * @throws ClientException.NotFound when the account never belonged to the organisation
   */
  public Removal finish(String account) {
    Membership now = organisation.chain().current().membership();
    return followed(now.member(account).orElseThrow(() -> never(account)));
  }

  private static ClientException.NotFound never(String account) {
    return new ClientException.NotFound(
        "account '" + account + "' never was a member", "see 'coffer org show'");
  }

  /** What cannot be listed must not hide which vaults have no new key yet. */
  private Removal followed(Member member) {
    List<Step> steps = shared.followUp();
    List<TrustPolicy> policies = policiesOf(member);
    try {
      List<Exposure> exposures = shared.exposures(member);
      return new Removal(member, steps, exposures, Optional.empty(), policies);
    } catch (ClientException | Malformed e) {
      return new Removal(member, steps, List.of(), Optional.of(e.getMessage()), policies);
    }
  }

  /** What a member lets CI runs read does not end with the member. */
  private List<TrustPolicy> policiesOf(Member member) {
    Membership now = organisation.chain().known().orElseThrow().membership();
    return now.policies().all().stream()
        .filter(standing -> isOf(now, member, standing))
        .map(Policies.Standing::policy)
        .toList();
  }

  private static boolean isOf(Membership now, Member member, Policies.Standing standing) {
    return now.memberOf(standing.author())
        .filter(author -> author.account().equals(member.account()))
        .isPresent();
  }

  private Member activeOrGone(Membership before, String named) {
    return before.member(named).filter(Members::wasMember).orElseGet(() -> called(before, named));
  }

  private static boolean wasMember(Member member) {
    return member.isActive() || member.isGone();
  }

  private Member called(Membership before, String name) {
    List<Member> all =
        before.members().stream()
            .filter(member -> member.name().equals(name) && wasMember(member))
            .toList();
    List<Member> open = all.size() < 2 ? all : open(before, all);
    if (open.size() > 1) {
      throw severalAre(name, open);
    }
    return open.stream()
        .findFirst()
        .or(() -> all.stream().reduce((older, newer) -> newer))
        .orElseGet(() -> organisation.chain().current().member(name));
  }

  /** Those of {@code all} whose membership, or whose removal, is not over. */
  private List<Member> open(Membership now, List<Member> all) {
    Collection<Long> keys = shared.madeAfter(vault -> true).values();
    return all.stream()
        .filter(
            member ->
                member.isActive()
                    || keys.stream().anyMatch(made -> now.lostAfter(member.account(), made)))
        .toList();
  }

  private static ClientException severalAre(String name, List<Member> open) {
    return new ClientException.Usage(
        "more than one is called '"
            + name
            + "': "
            + open.stream()
                .map(
                    one ->
                        one.account()
                            + (one.isActive() ? ", a member" : ", whose removal is unfinished"))
                .collect(Collectors.joining("; ")),
        "nothing was changed; say which by one of these ids");
  }

  /** Leaves the organisation. Its vaults get new keys from whoever stays and may. */
  public Member leave() {
    Membership before = organisation.chain().current().membership();
    Member self = organisation.self(before);
    organisation.append(new MembershipEvent.Removed(self.account(), shared.heads()));
    return self;
  }

  /** Makes {@code named} an owner and this account an admin. */
  public Change transfer(String named) {
    changeRole(named, Role.OWNER);
    Membership now = organisation.chain().current().membership();
    return changeRole(organisation.self(now).account(), Role.ADMIN);
  }

  /** Allows vaults in format {@code lpm}, or does not any more. */
  public void switchLpm(boolean on) {
    organisation.append(new MembershipEvent.LpmSwitched(on));
  }
}
