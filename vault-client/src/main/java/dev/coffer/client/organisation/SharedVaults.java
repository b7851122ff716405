package dev.coffer.client.organisation;

import dev.coffer.client.history.VaultHistory;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.client.sync.EveryVault;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a change of an organisation's members means for its vaults in format coffer/1. */
public final class SharedVaults {
  private final Organisation organisation;
  private final Supplier<Function<VaultId, VaultHistory>> histories;

  /**
   * The vaults of {@code organisation}.
   *
   * @param histories asked once for each act on them all
   */
  public SharedVaults(
      Organisation organisation, Supplier<Function<VaultId, VaultHistory>> histories) {
    this.organisation = organisation;
    this.histories = histories;
  }

  /** The newest version of every vault, each verified. */
  List<VaultHead> heads() {
    return MembershipAuthor.sorted(organisation.vaults().every().heads());
  }

  /**
   * Brings every vault to what the chain says: a new key where somebody lost one since the vault's
   * newest version, else keys for devices that lack them. Does nothing where this member may not.
   */
  public List<Step> followUp() {
    Membership now = organisation.chain().current().membership();
    if (!now.reach(organisation.author().identity().keyId()).shares()) {
      return List.of();
    }
    return organisation.vaults().every().bringUpTo(now);
  }

  /**
   * By vault, the event of the chain after which its newest version was made: a loss after that one
   * is one that {@link #followUp} has to see to. Empty where this member may not. As {@link
   * EveryVault#madeAfter} has it, of the vaults that the server lists.
   *
   * @param concerned asked of each vault; the others are not looked at
   */
  public SortedMap<VaultId, Long> madeAfter(Predicate<VaultId> concerned) {
    Membership now = organisation.chain().current().membership();
    return now.reach(organisation.author().identity().keyId()).shares()
        ? organisation.vaults().every().madeAfter(concerned)
        : Collections.emptySortedMap();
  }

  /** Gives {@code vault}'s key to devices that should have it and do not, as far as is known. */
  public void shareWithNewDevices(VaultId vault) {
    Membership now = organisation.chain().known().orElseThrow().membership();
    if (!now.reach(organisation.author().identity().keyId()).shares()) {
      return;
    }
    LocalVault local = organisation.vaults().store().read(vault);
    local
        .head()
        .map(head -> Recipients.due(now, head.sections().keySet()))
        .filter(due -> due.stream().anyMatch(one -> !local.recipients().contains(one.text())))
        .ifPresent(due -> organisation.vaults().every().shareKey(vault));
  }

  /** What {@code member}, as it was, has read or could read; the oldest value first. */
  List<Exposure> exposures(Member member) {
    List<VaultSummary> vaults =
        organisation.vaults().remote().vaults().vaults().stream()
            .filter(vault -> PayloadFormat.COFFER_1.wireName().equals(vault.format()))
            .toList();
    return new Exposures(organisation.vaults().remote(), histories.get())
        .of(member.account(), environment -> couldRead(member, environment), vaults);
  }

  /** Also what was taken from the member before: it may have kept what it read by then. */
  private static boolean couldRead(Member member, EnvironmentName environment) {
    return member.access().reach(member.role()).reads(environment)
        || member.accepted().stream()
            .anyMatch(past -> past.access().reach(past.role()).reads(environment));
  }

  /** Takes {@code vault} out of the organisation on the server, with its history. */
  public void unshare(VaultId vault) {
    organisation.remote().unshare(organisation.id().toString(), vault);
  }
}
