package dev.coffer.client.organisation;

import dev.coffer.client.remote.OrganisationRemote;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.sync.EveryVault;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** One organisation that this profile belongs to: its pinned chain and its vaults. */
public final class Organisation {
  private final OrganisationChain chain;
  private final MembershipAuthor author;
  private final Vaults vaults;
  private final OrganisationRemote remote;

  Organisation(
      OrganisationChain chain, MembershipAuthor author, Vaults vaults, OrganisationRemote remote) {
    this.chain = chain;
    this.author = author;
    this.vaults = vaults;
    this.remote = remote;
  }

  /**
   * What an organisation's vaults are reached by.
   *
   * @param remote its routes
   * @param store this machine's copies
   * @param every what concerns all of them
   */
  public record Vaults(VaultRemote remote, VaultStore store, EveryVault every) {}

  /** Makes the parts of one organisation's vaults. */
  public interface VaultsOf extends Function<UUID, Vaults> {}

  public UUID id() {
    return chain.id();
  }

  public OrganisationChain chain() {
    return chain;
  }

  public Vaults vaults() {
    return vaults;
  }

  OrganisationRemote remote() {
    return remote;
  }

  MembershipAuthor author() {
    return author;
  }

  /** This account as the chain has it now. */
  Member self(Membership membership) {
    return membership.memberOf(author.identity().keyId()).orElseThrow();
  }

  /** Appends {@code event}, by which this account accepts the invitation {@code id}. */
  TrustedMembership appendAs(String id, MembershipEvent event) {
    return chain.append(now -> author.sign(now.membership(), event), Optional.of(id));
  }

  /**
   * Makes {@code policy} stand, in place of what its id stood for.
   *
   * @param before is shown the chain that is signed on top of; nothing is signed when it throws
   * @param sending delivers the event together with what is escrowed
   */
  public TrustedMembership set(
      TrustPolicy policy, Consumer<Membership> before, Consumer<SignedNote> sending) {
    return append(new MembershipEvent.PolicySet(policy), before, sending);
  }

  /** Ends that the policy {@code id} stands; {@code sending} delivers the event. */
  public TrustedMembership remove(PolicyId id, Consumer<SignedNote> sending) {
    return append(new MembershipEvent.PolicyRemoved(id), now -> {}, sending);
  }

  private TrustedMembership append(
      MembershipEvent event, Consumer<Membership> before, Consumer<SignedNote> sending) {
    return chain.append(
        now -> {
          before.accept(now.membership());
          return author.sign(now.membership(), event);
        },
        sending);
  }

  /** Appends {@code event} to the chain as it is by then. */
  TrustedMembership append(MembershipEvent event) {
    return chain.append(now -> author.sign(now.membership(), event));
  }
}
