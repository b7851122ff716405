package dev.coffer.client.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.OrganisationRemote;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.Policies;
import dev.coffer.protocol.membership.Invitation;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.organisation.InvitationView;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import dev.coffer.protocol.wire.organisation.OrganisationList;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One organisation on a server in memory, with the server's rules, and what a liar makes of it. */
final class FakeOrganisations implements OrganisationRemote {
  private static final int PAGE = 3;

  private final List<String> events = new ArrayList<>();
  private final Map<String, String> reveals = new HashMap<>();
  private Membership membership = Membership.empty();

  /** What becomes of each page of the chain on its way. */
  volatile UnaryOperator<MembershipPage> lie = UnaryOperator.identity();

  /** What becomes of each event on its way to the server. */
  volatile UnaryOperator<String> swap = UnaryOperator.identity();

  synchronized int length() {
    return events.size();
  }

  /** The trust policies that stand. */
  synchronized Policies policies() {
    return membership.policies();
  }

  synchronized List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public synchronized OrganisationList organisations() {
    return new OrganisationList(membership.isEmpty() ? List.of() : List.of(view()));
  }

  @Override
  public synchronized OrganisationView organisation(String idOrName) {
    if (membership.isEmpty()
        || !(idOrName.equals(membership.name().value())
            || idOrName.equals(membership.organisation().toString()))) {
      throw refused(Problem.NOT_FOUND);
    }
    return view();
  }

  private OrganisationView view() {
    return new OrganisationView(
        membership.organisation().toString(),
        membership.name().value(),
        null,
        null,
        membership.members().size(),
        (long) events.size(),
        membership.allowsLpm(),
        null);
  }

  @Override
  public synchronized OrganisationView create(String event) {
    take(event);
    return view();
  }

  @Override
  public synchronized MembershipPage chain(
      String organisation, long from, Optional<String> invitation) {
    int end = (int) Math.min(events.size(), from + PAGE);
    List<String> page = from >= end ? List.of() : events.subList((int) from, end);
    return lie.apply(
        new MembershipPage(organisation, from, List.copyOf(page), (long) events.size()));
  }

  @Override
  public synchronized void append(String organisation, String event) {
    take(swap.apply(event));
  }

  private void take(String event) {
    try {
      membership = membership.append(SignedNote.parse(event));
      events.add(event);
    } catch (ChainRefused e) {
      throw refused(Problem.CHAIN_EVENT_REFUSED);
    }
  }

  @Override
  public synchronized InvitationView invitation(String organisation, String id) {
    Invitation found = membership.invitation(id).orElseThrow(() -> refused(Problem.NOT_FOUND));
    return new InvitationView(id, found.status().name().toLowerCase(Locale.ROOT), reveals.get(id));
  }

  @Override
  public synchronized InvitationView reveal(String organisation, String id, String nonce) {
    reveals.put(id, nonce);
    return invitation(organisation, id);
  }

  @Override
  public synchronized void unshare(String organisation, VaultId vault) {
    throw refused(Problem.NOT_FOUND);
  }

  private static ClientException refused(Problem problem) {
    return new ClientException.Refused(
        problem.status(), problem.code(), problem.title(), null, null);
  }
}
