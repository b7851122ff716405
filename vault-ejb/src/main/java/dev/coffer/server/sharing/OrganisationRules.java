package dev.coffer.server.sharing;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.envelope.SectionEntry;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.Role;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.RecipientsConflict;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What an organisation's chain demands of a push beyond what holds for every vault: the author's
 * reach, a new epoch after a loss, and keys for exactly the members that are due one.
 *
 * @param membership as of the newest event
 * @param author the device that the caller's session is bound to
 */
record OrganisationRules(Membership membership, KeyId author) {
  private static final int NAMED_AT_MOST = 10;

  /**
   * Does nothing when the chain has approved the author.
   *
   * @throws AccessRefused otherwise
   */
  void requireDevice() {
    if (!membership.reach(author).readsAny()) {
      throw AccessRefused.deviceNotInTheChain();
    }
  }

  /**
   * Does nothing when the author's reach is enough for {@code next}.
   *
   * @param head the manifest of the version that {@code next} replaces; asked for of limited
   *     authors only
   * @throws AccessRefused otherwise
   */
  void requireReach(Manifest next, Place place, Supplier<Manifest> head) {
    Reach reach = membership.reach(author);
    boolean newEpoch = next.epoch() > place.epoch();
    require(reach.writesAny(), "This member may not write");
    require(!newEpoch || reach.shares(), "This member may not start an epoch");
    require(
        place.version() > 0 || member().role().isAtLeast(Role.MAINTAINER),
        "Only maintainers, admins and owners share a vault");
    if (!reach.vault()) {
      require(
          changed(head.get(), next).stream().allMatch(reach::writes),
          "The push changes an environment that this member may not write");
    }
  }

  /**
   * Whether the author may change what is said of the whole vault: with every environment alone.
   */
  boolean describes() {
    return membership.reach(author).vault();
  }

  /** The environments that {@code next} has otherwise than {@code head}, or that only one has. */
  private static Set<EnvironmentName> changed(Manifest head, Manifest next) {
    Set<SectionEntry> either = new HashSet<>(head.sections());
    either.addAll(next.sections());
    return either.stream()
        .filter(entry -> !(head.sections().contains(entry) && next.sections().contains(entry)))
        .map(SectionEntry::environment)
        .collect(Collectors.toSet());
  }

  /**
   * Does nothing unless somebody lost a key since the head, and {@code next} keeps its epoch.
   *
   * @throws RecipientsConflict otherwise
   */
  void requireRotated(Manifest next, Place place) {
    if (next.epoch() == place.epoch() && membership.revokedAfter(place.chainSequence())) {
      throw RecipientsConflict.rotationDue(place.epoch());
    }
  }

  /**
   * Does nothing when the author may wrap keys for each of {@code recipients}: for its member's own
   * devices, or for anybody's where its reach shares.
   *
   * @throws AccessRefused otherwise
   */
  void requireShares(Collection<Recipient> recipients) {
    require(
        membership.reach(author).shares()
            || recipients.stream().allMatch(one -> isOwn(one.device())),
        "This member may wrap keys for its own devices only");
  }

  private boolean isOwn(KeyId device) {
    String account = member().account();
    return membership.memberOf(device).filter(owner -> owner.account().equals(account)).isPresent();
  }

  /**
   * Does nothing when the keys sent with a new epoch are exactly those that are due.
   *
   * @throws RecipientsConflict otherwise, with the difference
   */
  void requireDue(Manifest next, List<WrappedKey> sent) {
    SortedSet<Recipient> missing =
        Recipients.due(
            membership, next.sections().stream().map(SectionEntry::environment).toList());
    SortedSet<Recipient> unexpected = new TreeSet<>(WrappedKeys.recipients(sent));
    Set<Recipient> both = new HashSet<>(missing);
    both.retainAll(unexpected);
    missing.removeAll(both);
    unexpected.removeAll(both);
    if (!missing.isEmpty() || !unexpected.isEmpty()) {
      throw RecipientsConflict.difference(
          "The keys of epoch "
              + next.epoch()
              + " are not those that are due: "
              + names("missing for", missing)
              + (missing.isEmpty() || unexpected.isEmpty() ? "" : ", ")
              + names("unexpected for", unexpected),
          missing.stream().map(Recipient::text).toList(),
          unexpected.stream().map(Recipient::text).toList());
    }
  }

  private String names(String what, Collection<Recipient> recipients) {
    List<String> names = recipients.stream().map(this::name).distinct().sorted().toList();
    if (names.isEmpty()) {
      return "";
    }
    int more = names.size() - NAMED_AT_MOST;
    return what
        + " "
        + String.join(", ", names.subList(0, Math.min(names.size(), NAMED_AT_MOST)))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private String name(Recipient recipient) {
    return membership.memberOf(recipient.device()).map(Member::name).orElse("an unknown device");
  }

  private Member member() {
    return membership.memberOf(author).orElseThrow(AccessRefused::deviceNotInTheChain);
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw AccessRefused.roleNotEnough(otherwise);
    }
  }
}
