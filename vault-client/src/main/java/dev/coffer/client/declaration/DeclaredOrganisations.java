package dev.coffer.client.declaration;

import dev.coffer.client.Workspace;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import java.util.List;
import java.util.Optional;

/** The organisations that the account belongs to, by their verified chains. */
public final class DeclaredOrganisations {
  private static final String ACTIVE = "active";

  private final Workspace workspace;

  public DeclaredOrganisations(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * One organisation.
   *
   * @param chain verified
   * @param self the account in it
   */
  public record Own(TrustedMembership chain, Member self) {}

  /** The organisation with this name or id; empty also for who was removed from it. */
  public Optional<Own> find(String nameOrId) {
    return own(workspace.shared().organisations().find(nameOrId).chain().current());
  }

  /** Those that the server lists for the account, each as its chain has it. */
  public List<Own> all() {
    return workspace.shared().organisations().listed().stream()
        .filter(view -> ACTIVE.equals(view.status()))
        .map(OrganisationView::id)
        .map(this::find)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Begins an organisation whose owner is the account. */
  public Own create(OrganisationName name) {
    return own(workspace.shared().organisations().create(name).chain().current()).orElseThrow();
  }

  /**
   * The organisation whose verified chain is {@code now}. Whoever was removed has none any more,
   * though this machine knows its chain.
   */
  public Optional<Own> own(TrustedMembership now) {
    return now.membership()
        .memberOf(workspace.identity().keyId())
        .filter(Member::isActive)
        .map(self -> new Own(now, self));
  }

  /**
   * The vaults of {@code own} that still have a key that somebody knows who lost the right to it.
   */
  public List<String> unfinished(Own own) {
    Membership now = own.chain().membership();
    Organisation organisation =
        workspace.shared().organisations().find(now.organisation().toString());
    return Unfinished.in(now, workspace, organisation).vaults();
  }
}
