package dev.coffer.client;

import dev.coffer.client.account.SavedSession;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.organisation.Invitations;
import dev.coffer.client.organisation.Members;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.organisation.Organisations;
import dev.coffer.client.organisation.OwnDevices;
import dev.coffer.client.organisation.SharedVaults;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.client.organisation.VaultSharing;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.sync.AccountVaults;
import dev.coffer.client.sync.SyncOutcome;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.chain.DeviceChain;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The organisations of one workspace, with everything that works on them. */
public final class SharedWorkspace {
  private final Workspace workspace;

  SharedWorkspace(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The organisations that this profile belongs to. */
  public Organisations organisations() {
    SavedSession session = workspace.account(); // before a machine key is made for nobody
    return new Organisations(
        workspace.folder(),
        workspace.remote().organisations(),
        new Organisations.Account(
            session, workspace.identity(), () -> workspace.chain().current().devices()),
        this::vaultsOf,
        workspace.surroundings().clock());
  }

  /** How somebody comes into an organisation. */
  public Invitations invitations() {
    return new Invitations(
        organisations(), workspace.machineKey(), workspace.surroundings().random());
  }

  /** What a change of its members means for an organisation's vaults. */
  public SharedVaults sharedVaults(Organisation organisation) {
    VaultOwner owner = workspace.ownerOf(organisation.id());
    return new SharedVaults(organisation, () -> workspace.parts().histories(owner.asOfNow()));
  }

  /** An organisation's members, as this one may change them. */
  public Members members(Organisation organisation) {
    return new Members(organisation, sharedVaults(organisation));
  }

  /**
   * Tells every organisation known here which devices the account has, and gives their vaults' keys
   * to those that lack them.
   */
  public List<AccountVaults.Step> introduceDevices() {
    List<AccountVaults.Step> steps = new ArrayList<>();
    for (Organisation organisation : organisations().known()) {
      TrustedMembership now = introduce(organisation);
      sharedVaults(organisation)
          .followUp()
          .forEach(step -> steps.add(step.within(now.membership().name().value())));
    }
    return steps;
  }

  /**
   * Gives this folder's vault's key to devices of an organisation's members that lack it. Asks
   * nothing where the vault is the account's own, or all have one.
   */
  public void shareWithNewDevices() {
    if (workspace.organisationId().isPresent() && !workspace.isOffline()) {
      Organisation organisation = requireOrganisation();
      introduce(organisation);
      sharedVaults(organisation).shareWithNewDevices(workspace.requireProject().vault());
    }
  }

  /** Makes this folder's own vault {@code organisation}'s. */
  public SyncOutcome share(Organisation organisation) {
    ProjectFile project = workspace.requireProject();
    VaultOwner owner = workspace.ownerOf(organisation.id());
    return sharing(owner)
        .share(
            organisation.chain().known().orElseThrow().membership(),
            workspace
                .parts()
                .sync(project.vault(), PayloadFormat.COFFER_1, owner, new Workspace.NoLegacyKey()));
  }

  /** Makes {@code organisation}'s vault this folder's own again. */
  public void unshare(Organisation organisation) {
    sharing(workspace.ownerOf(organisation.id())).unshare(sharedVaults(organisation));
  }

  private VaultSharing sharing(VaultOwner owner) {
    return new VaultSharing(workspace.requireProject(), workspace.ownVaults(), owner.store());
  }

  /** Tells {@code organisation} which devices the account has. */
  public TrustedMembership introduce(Organisation organisation) {
    DeviceChain devices =
        workspace.chain().known().map(TrustedChain::devices).orElse(DeviceChain.empty());
    return new OwnDevices(devices).introduceTo(organisation);
  }

  private Organisation.Vaults vaultsOf(UUID organisation) {
    VaultOwner owner = workspace.ownerOf(organisation);
    return new Organisation.Vaults(owner.remote(), owner.store(), workspace.parts().every(owner));
  }

  /**
   * The organisation whose vault is meant here.
   *
   * @throws ClientException.Usage when it is the account's own
   */
  public Organisation requireOrganisation() {
    return workspace
        .organisationId()
        .map(id -> organisations().find(id))
        .orElseThrow(
            () ->
                new ClientException.Usage(
                    "this folder's vault belongs to no organisation", "name one with --org"));
  }
}
