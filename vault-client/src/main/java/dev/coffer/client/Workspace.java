package dev.coffer.client;

import dev.coffer.client.account.AccountChain;
import dev.coffer.client.account.DevicePairings;
import dev.coffer.client.account.DeviceRoll;
import dev.coffer.client.account.Enrolment;
import dev.coffer.client.account.SavedSession;
import dev.coffer.client.account.Sessions;
import dev.coffer.client.account.ThisMachine;
import dev.coffer.client.audit.AccountAudit;
import dev.coffer.client.audit.AuditHeads;
import dev.coffer.client.audit.AuditRemote;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.crypto.lpm.LpmWrappingKey;
import dev.coffer.client.guard.Guard;
import dev.coffer.client.history.VaultHistory;
import dev.coffer.client.keychain.Keychains;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.payload.LpmRules;
import dev.coffer.client.project.ProjectEnvironments;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.recovery.Recovery;
import dev.coffer.client.recovery.RecoveryKeys;
import dev.coffer.client.recovery.RecoverySessions;
import dev.coffer.client.remote.HttpRemote;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.client.sync.AccountVaults;
import dev.coffer.client.sync.HeadChanges;
import dev.coffer.client.sync.VaultSync;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * One profile and one folder, with everything that works on them. Each part is made when it is
 * first asked for: reading a variable needs no network. Not for use by several threads.
 */
public final class Workspace {
  private final Surroundings surroundings;
  private final Profile profile;
  private final Connection connection;
  private final VaultParts parts;
  private MachineKey machineKey;
  private SealedFolder folder;
  private ProjectFile project;
  private Optional<UUID> asked = Optional.empty();
  private boolean apart;

  /** Offline from the start when {@code COFFER_OFFLINE} is set to anything but {@code 0}. */
  public Workspace(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.profile = Profile.of(surroundings.environment());
    this.connection = new Connection(this);
    this.parts = new VaultParts(this);
  }

  /** A workspace of the profile alone: whatever project the folder lies in, it has no say. */
  public static Workspace withoutProject(Surroundings surroundings) {
    Workspace workspace = new Workspace(surroundings);
    workspace.apart = true;
    return workspace;
  }

  /** From now on the server's audit log says that {@code program} sent the requests. */
  public void speakAs(ClientName program) {
    connection.speakAs(program);
  }

  /** What {@link #speakAs} has said; empty where nothing was. */
  public Optional<ClientName> program() {
    return connection.program();
  }

  /** From now on no server is asked: what needs one ends with {@link ClientException.Offline}. */
  public void goOffline() {
    connection.goOffline();
  }

  public boolean isOffline() {
    return connection.isOffline();
  }

  /**
   * From now on this folder's vault is that of the organisation {@code nameOrId}.
   *
   * @throws ClientException.NotFound when the account does not belong to it
   */
  public void enterOrganisation(String nameOrId) {
    asked = Optional.of(shared().organisations().find(nameOrId).id());
  }

  /** The organisation whose vault is meant here; empty for the account's own. */
  public Optional<UUID> organisationId() {
    return asked.or(() -> project().flatMap(ProjectFile::organisation));
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public Profile profile() {
    return profile;
  }

  /** The project that the folder lies in. */
  public Optional<ProjectFile> project() {
    if (project == null && !apart) {
      project = ProjectFile.find(surroundings.folder(), surroundings.warnings()).orElse(null);
    }
    return Optional.ofNullable(project);
  }

  /**
   * The project that the folder lies in.
   *
   * @throws ClientException.Usage when it lies in none
   */
  public ProjectFile requireProject() {
    return project()
        .orElseThrow(
            () ->
                new ClientException.Usage(
                    "this folder belongs to no vault: there is no coffer.json here or above",
                    "run 'coffer init'"));
  }

  /** The environments that the project declares; none outside of a project. */
  public ProjectEnvironments environments() {
    return project().map(ProjectFile::environments).orElse(ProjectEnvironments.NONE);
  }

  /** The local copies of the vaults of whom is meant here: the account, or an organisation. */
  public VaultStore vaults() {
    return vaultsOf(organisationId());
  }

  /** The local copies of an organisation's vaults, or of the account's own. */
  public VaultStore vaultsOf(Optional<UUID> organisation) {
    return organisation
        .map(id -> VaultStore.ofOrganisation(folder(), id))
        .orElseGet(this::ownVaults);
  }

  /** The local copies of the account's own vaults. */
  public VaultStore ownVaults() {
    return new VaultStore(folder());
  }

  /** As {@link #vaults()}; empty where nothing was ever stored, and then no key is made either. */
  public Optional<VaultStore> existingVaults() {
    return machine().exists() ? Optional.of(vaults()) : Optional.empty();
  }

  /** What keeps values out of this folder's files. */
  public Guard guard() {
    return new Guard(
        surroundings.folder(), existingVaults(), surroundings.random(), surroundings.warnings());
  }

  public Sessions sessions() {
    return new Sessions(folder().file("session"));
  }

  /** The account that this profile belongs to; empty before the first sign-in. */
  public Optional<SavedSession> savedSession() {
    return machine().exists() ? sessions().saved() : Optional.empty();
  }

  /**
   * The account that this profile belongs to.
   *
   * @throws ClientException.NeverSignedIn when nobody ever signed in
   */
  public SavedSession account() {
    return savedSession().orElseThrow(ClientException.NeverSignedIn::new);
  }

  /**
   * The server to speak to: {@code asked}, else {@code COFFER_SERVER}, else the session's, else the
   * one that the project names.
   */
  public ServerAddress server(Optional<String> asked) {
    return connection.server(asked);
  }

  /**
   * The server that {@link #server} gives, with the bearer that is meant for it. Offline, and where
   * no server is known, it is made all the same and every request ends with the reason.
   */
  public HttpRemote remote() {
    return connection.remote();
  }

  /** A server that is asked without a bearer; offline as {@link #remote}. */
  public HttpRemote stranger(ServerAddress address) {
    return connection.stranger(address);
  }

  /** The file of certificates that are believed besides the platform's. */
  public Optional<Path> authorities() {
    return connection.authorities();
  }

  /** The bearer that requests to {@link #server} carry; empty when nobody is signed in. */
  public Optional<String> bearer() {
    return connection.bearer(server(Optional.empty()));
  }

  public DeviceIdentity identity() {
    return machineKey().deviceIdentity();
  }

  public AccountChain chain() {
    return new AccountChain(folder(), remote(), () -> account().accountId());
  }

  public Enrolment enrolment() {
    return new Enrolment(
        identity(), remote(), chain(), surroundings.clock(), surroundings.random());
  }

  public DeviceRoll devices() {
    return new DeviceRoll(remote(), chain());
  }

  public DevicePairings pairings() {
    return new DevicePairings(
        identity(), remote(), chain(), surroundings.clock(), surroundings.random());
  }

  /** The synchronisation of this folder's vault. */
  public VaultSync sync(LpmRules.LegacyKey legacyKey) {
    ProjectFile project = requireProject();
    return parts.sync(project.vault(), project.format(), owner(), legacyKey);
  }

  /** The vault's synchronisation as the account's own, whatever this folder says. */
  public VaultSync ownSync(VaultId vault) {
    return parts.sync(vault, PayloadFormat.COFFER_1, own(), new NoLegacyKey());
  }

  /** Changes of the newest version of {@code vault}, the account's own or an organisation's. */
  public HeadChanges headChanges(VaultId vault, Optional<UUID> organisation) {
    return parts.headChanges(vault, organisation.map(this::ownerOf).orElseGet(this::own));
  }

  /**
   * The newest versions of many vaults, the account's own or an organisation's: who may read and
   * write them is verified once.
   */
  public Function<VaultId, HeadChanges> heads(Optional<UUID> organisation) {
    VaultOwner owner = organisation.map(this::ownerOf).orElseGet(this::own).asOfNow();
    return vault -> parts.headChanges(vault, owner);
  }

  /** What a change of devices means for all vaults of the account. */
  public AccountVaults accountVaults() {
    return new AccountVaults(parts.every(own()), chain(), identity(), surroundings.clock());
  }

  /** The organisations of this profile, and what is done in them. */
  public SharedWorkspace shared() {
    return new SharedWorkspace(this);
  }

  /** The trust policies of this folder's vault, and what is done with them. */
  public PolicyWorkspace policies() {
    return new PolicyWorkspace(this);
  }

  VaultParts parts() {
    return parts;
  }

  /** The routes to the vaults of whom is meant here: the account, or an organisation. */
  public VaultRemote vaultRemote() {
    HttpRemote remote = remote();
    return organisationId().map(remote::vaultsOf).orElse(remote);
  }

  VaultOwner owner() {
    return organisationId().map(this::ownerOf).orElseGet(this::own);
  }

  VaultOwner own() {
    return new VaultOwner(
        Optional.empty(), ownVaults(), remote(), () -> chain().current().devices());
  }

  VaultOwner ownerOf(UUID organisation) {
    return new VaultOwner(
        Optional.of(organisation),
        VaultStore.ofOrganisation(folder(), organisation),
        remote().vaultsOf(organisation),
        () -> shared().organisations().find(organisation).chain().current().membership());
  }

  /** The account's recovery key, as this approved device sees it. */
  public RecoveryKeys recoveryKeys() {
    return new RecoveryKeys(
        identity(),
        chain(),
        accountVaults(),
        () -> recoverySessions().from(remote()),
        new CofferRules.Sources(surroundings.random(), surroundings.clock()));
  }

  /** The way back in for this machine, which no device approves. */
  public Recovery recovery() {
    return new Recovery(
        identity(),
        chain(),
        vaults(),
        new CofferRules.Sources(surroundings.random(), surroundings.clock()));
  }

  /** The second sessions, on the server of the first. */
  public RecoverySessions recoverySessions() {
    ServerAddress address = server(Optional.empty());
    return new RecoverySessions(bearer -> connection.with(address, bearer));
  }

  /** Says what is in the way of asking the server, the first thing first. */
  void requireAccount() {
    if (isOffline()) {
      throw new ClientException.Offline();
    }
    account();
  }

  /** The older versions of this folder's vault. */
  public VaultHistory history() {
    ProjectFile project = requireProject();
    if (project.format() == PayloadFormat.COFFER_1) {
      // Before the store is opened, which makes a machine key where there is none.
      requireAccount();
    }
    return parts.history(project.vault(), project.format(), owner(), Optional.of(project));
  }

  /** The audit log of the account or organisation that is meant here. */
  public AuditRemote audit(Optional<VaultId> vault) {
    return new AccountAudit(vaultRemote(), vault);
  }

  /**
   * The id of the account or organisation whose log {@link #audit} is. An access token may be
   * another account's than the profile's.
   *
   * @throws ClientException.NeverSignedIn when nobody ever signed in
   */
  public String auditOwner() {
    if (organisationId().isPresent()) {
      return organisationId().get().toString();
    }
    return surroundings.variable("COFFER_TOKEN").isPresent()
        ? remote().me().accountId()
        : account().accountId();
  }

  /** What this profile has verified of audit logs. */
  public AuditHeads auditHeads() {
    return new AuditHeads(folder());
  }

  /**
   * As {@link #auditHeads}; empty where nothing was ever stored, and then no key is made either.
   */
  public Optional<AuditHeads> existingAuditHeads() {
    return machine().exists() ? Optional.of(auditHeads()) : Optional.empty();
  }

  /** Now, in the zone in which people here say times. */
  public ZonedDateTime now() {
    return surroundings.clock().instant().atZone(ZoneId.systemDefault());
  }

  MachineKey machineKey() {
    if (machineKey == null) {
      machineKey = machine().key();
    }
    return machineKey;
  }

  /** Where this profile's machine key is. */
  public ThisMachine machine() {
    Keychains keychains =
        new Keychains(
            surroundings.environment(), System.getProperty("os.name"), profile.keyFolder());
    return new ThisMachine(profile, keychains, surroundings.random(), surroundings.warnings());
  }

  /** This profile's sealed files. */
  public SealedFolder folder() {
    if (folder == null) {
      folder = new SealedFolder(profile.folder(), machineKey().storeKey(), surroundings.random());
    }
    return folder;
  }

  /** The default: an old {@code lpm} vault's legacy key is not tried. */
  public static final class NoLegacyKey implements LpmRules.LegacyKey {
    @Override
    public Optional<LpmWrappingKey> key() {
      return Optional.empty();
    }

    @Override
    public boolean accepts(VaultContents contents) {
      return false;
    }
  }
}
