package dev.coffer.client.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.chain.ChainStore;
import dev.coffer.client.chain.GrowingChain;
import dev.coffer.client.remote.OrganisationRemote;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One organisation's chain as this profile has verified it: it only grows, whatever the server
 * says, and several processes may let it grow.
 */
public final class OrganisationChain {
  private final ChainStore<TrustedMembership> store;
  private final GrowingChain<TrustedMembership> chain;
  private final OrganisationRemote remote;
  private final UUID id;

  OrganisationChain(SealedFolder folder, OrganisationRemote remote, UUID id) {
    this.store = MembershipForm.store(folder, id);
    this.chain =
        new GrowingChain<>(
            store,
            () ->
                new ClientException.NotFound(
                    "this machine does not know the organisation",
                    "run 'coffer org list', or 'coffer org join' with an invitation's link"));
    this.remote = remote;
    this.id = id;
  }

  public UUID id() {
    return id;
  }

  /** What was verified before; empty until this profile created, joined or adopted it. */
  public Optional<TrustedMembership> known() {
    return chain.known();
  }

  /** Whether {@link #known} is there. Says nothing about whether it can be read. */
  boolean isKnown() {
    return store.exists();
  }

  /**
   * What was verified before with everything that the server has since.
   *
   * @throws ClientException.Tampered when the server's chain does not go on from it
   */
  public TrustedMembership current() {
    return current(Optional.empty());
  }

  private TrustedMembership current(Optional<String> invitation) {
    return chain.grow(known -> extended(known, invitation));
  }

  /**
   * Lets the server append the event that {@code author} makes of the current chain, then takes it
   * over.
   */
  TrustedMembership append(EventOf author) {
    return append(author, Optional.empty());
  }

  /**
   * As {@link #append(EventOf)} for somebody who does not belong to the organisation yet.
   *
   * @param invitation id of the open invitation by which the server shows the chain
   */
  TrustedMembership append(EventOf author, Optional<String> invitation) {
    return append(author, invitation, event -> remote.append(id.toString(), event.format()));
  }

  private TrustedMembership append(
      EventOf author, Optional<String> invitation, Consumer<SignedNote> sending) {
    return chain.append(known -> extended(known, invitation), author::next, sending);
  }

  /**
   * Has {@code sending} deliver the event that {@code author} makes of what was verified before,
   * then takes it over. The server is not asked what it has since: it refuses an event that does
   * not follow its newest one.
   */
  TrustedMembership append(EventOf author, Consumer<SignedNote> sending) {
    return chain.append(UnaryOperator.identity(), author::next, sending);
  }

  /** Makes the signed event that comes next. */
  @FunctionalInterface
  interface EventOf {
    SignedNote next(TrustedMembership now);
  }

  /**
   * The chain as it is now, after {@code check}; pinned if it was not before.
   *
   * @param invitation id of the open invitation by which it is shown
   */
  TrustedMembership pin(Optional<String> invitation, UnaryOperator<TrustedMembership> check) {
    return known().isPresent()
        ? check.apply(current(invitation))
        : chain.take(
            () -> check.apply(TrustedMembership.unpinned(served(invitation))),
            known -> check.apply(extended(known, invitation)));
  }

  /**
   * Pins the chain that {@code check} makes of what the server shows, where none was pinned before.
   */
  TrustedMembership pinServed(
      Optional<String> invitation, Function<List<String>, TrustedMembership> check) {
    return chain.take(() -> check.apply(served(invitation)), known -> extended(known, invitation));
  }

  /**
   * Lets go of a chain that turned out to be another one than a person expected. What is shown next
   * is then believed as by a machine that never saw the organisation.
   */
  public void forget() {
    store.forget();
  }

  /** Takes {@code begun} over, which this device began; its server has it. */
  TrustedMembership pin(TrustedMembership begun) {
    return chain.take(() -> begun, known -> extended(known, Optional.empty()));
  }

  /** All events that the server has, believed by nobody yet. */
  public List<String> served(Optional<String> invitation) {
    List<String> events = new ArrayList<>();
    MembershipPage page = remote.chain(id.toString(), 0, invitation);
    while (page.events() != null && !page.events().isEmpty()) {
      events.addAll(page.events());
      page = remote.chain(id.toString(), events.size(), invitation);
    }
    return events;
  }

  private TrustedMembership extended(TrustedMembership known, Optional<String> invitation) {
    TrustedMembership longer = known;
    MembershipPage page = remote.chain(id.toString(), longer.length(), invitation);
    longer = longer.extend(page);
    while (page.length() > longer.length() && !page.events().isEmpty()) {
      page = remote.chain(id.toString(), longer.length(), invitation);
      longer = longer.extend(page);
    }
    return longer;
  }
}
