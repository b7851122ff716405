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
import dev.coffer.client.payload.Author;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.payload.LpmKeyFile;
import dev.coffer.client.payload.LpmRules;
import dev.coffer.client.payload.PayloadRules;
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
import dev.coffer.client.sync.EveryVault;
import dev.coffer.client.sync.VaultSync;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.Roster;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One profile and one folder, with everything that works on them. Each part is made when it is
 * first asked for: reading a variable needs no network. Not for use by several threads.
 */
public final class Workspace {
  private final Surroundings surroundings;
  private final Profile profile;
  private MachineKey machineKey;
  private SealedFolder folder;
  private ProjectFile project;
  private Optional<UUID> asked = Optional.empty();
  private boolean offline;

  /** Offline from the start when {@code COFFER_OFFLINE} is set to anything but {@code 0}. */
  public Workspace(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.profile = Profile.of(surroundings.environment());
    this.offline = variable("COFFER_OFFLINE").filter(v -> !v.equals("0")).isPresent();
  }

  /** From now on no server is asked: what needs one ends with {@link ClientException.Offline}. */
  public void goOffline() {
    offline = true;
  }

  public boolean isOffline() {
    return offline;
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
    if (project == null) {
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
    return knownServer(asked)
        .orElseThrow(
            () ->
                new ClientException.Usage(
                    "no server is known", "give --server, or set COFFER_SERVER"));
  }

  private Optional<ServerAddress> knownServer(Optional<String> asked) {
    return asked
        .or(() -> variable("COFFER_SERVER"))
        .or(() -> savedSession().map(SavedSession::server))
        .or(() -> project().flatMap(ProjectFile::server))
        .map(ServerAddress::parse);
  }

  /**
   * The server that {@link #server} gives, with the bearer that is meant for it. Offline, and where
   * no server is known, it is made all the same and every request ends with the reason.
   */
  public HttpRemote remote() {
    if (offline) {
      return HttpRemote.refusing(ClientException.Offline::new);
    }
    return knownServer(Optional.empty())
        .map(address -> new HttpRemote(address, () -> bearerToSend(address), authorities()))
        .orElseGet(() -> HttpRemote.refusing(ClientException.NeverSignedIn::new));
  }

  /** A server that is asked without a bearer; offline as {@link #remote}. */
  public HttpRemote stranger(ServerAddress address) {
    return offline
        ? HttpRemote.refusing(ClientException.Offline::new)
        : new HttpRemote(address, Optional::empty, authorities());
  }

  /**
   * Whoever signed out, or is signed in elsewhere, is no stranger to whom nothing can be denied.
   */
  private Optional<String> bearerToSend(ServerAddress address) {
    Optional<String> bearer = bearer(address);
    if (bearer.isEmpty() && savedSession().isPresent()) {
      throw new ClientException.NotSignedIn(
          "nobody is signed in to " + address + " any more", "run 'coffer login'");
    }
    return bearer;
  }

  private Optional<Path> authorities() {
    return variable("COFFER_CA").map(surroundings.folder()::resolve);
  }

  /** The bearer that requests to {@link #server} carry; empty when nobody is signed in. */
  public Optional<String> bearer() {
    return bearer(server(Optional.empty()));
  }

  /** A bearer from the environment goes to a server that a person named, never to a project's. */
  private Optional<String> bearer(ServerAddress address) {
    boolean named =
        variable("COFFER_SERVER").isPresent()
            || savedSession().filter(s -> s.server().equals(address.text())).isPresent();
    return variable("COFFER_TOKEN").filter(token -> named).or(() -> sessions().bearer(address));
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
    return sync(project.vault(), project.format(), owner(), legacyKey);
  }

  /** The vault's synchronisation as the account's own, whatever this folder says. */
  public VaultSync ownSync(VaultId vault) {
    return sync(vault, PayloadFormat.COFFER_1, own(), new NoLegacyKey());
  }

  /** What a change of devices means for all vaults of the account. */
  public AccountVaults accountVaults() {
    return new AccountVaults(every(own()), chain(), identity(), surroundings.clock());
  }

  /** The organisations of this profile, and what is done in them. */
  public SharedWorkspace shared() {
    return new SharedWorkspace(this);
  }

  EveryVault every(VaultOwner owner) {
    return new EveryVault(owner.remote(), owner.store(), () -> syncs(owner.asOfNow()));
  }

  private Function<VaultId, VaultSync> syncs(VaultOwner owner) {
    return id -> sync(id, PayloadFormat.COFFER_1, owner, new NoLegacyKey());
  }

  /** The routes to the vaults of whom is meant here: the account, or an organisation. */
  public VaultRemote vaultRemote() {
    HttpRemote remote = remote();
    return organisationId().map(remote::vaultsOf).orElse(remote);
  }

  private VaultOwner owner() {
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
    return new RecoverySessions(
        bearer ->
            offline
                ? HttpRemote.refusing(ClientException.Offline::new)
                : new HttpRemote(address, bearer));
  }

  /** The project file, where it speaks of this very vault. */
  Optional<ProjectFile> projectOf(VaultId vault, VaultOwner owner) {
    return project()
        .filter(project -> project.vault().equals(vault))
        .filter(project -> project.organisation().equals(owner.organisation()));
  }

  VaultSync sync(
      VaultId vault, PayloadFormat format, VaultOwner owner, LpmRules.LegacyKey legacyKey) {
    Optional<ProjectFile> project = projectOf(vault, owner);
    PayloadRules rules = rules(vault, format, owner, legacyKey, project);
    return new VaultSync(vault, project, owner.store(), owner.remote(), rules);
  }

  private PayloadRules rules(
      VaultId vault,
      PayloadFormat format,
      VaultOwner owner,
      LpmRules.LegacyKey legacyKey,
      Optional<ProjectFile> project) {
    return format == PayloadFormat.LPM
        ? new LpmRules(vault, project, this::lpmKey, legacyKey, surroundings.random())
        : new CofferRules(
            vault,
            project,
            owner.remote(),
            () -> author(owner),
            new CofferRules.Sources(surroundings.random(), surroundings.clock()));
  }

  private Author author(VaultOwner owner) {
    requireAccount(); // where the chain could only miss this device
    return new Author(identity(), owner.roster().get());
  }

  /** Says what is in the way of asking the server, the first thing first. */
  private void requireAccount() {
    if (offline) {
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
    return history(project.vault(), project.format(), owner(), Optional.of(project));
  }

  VaultHistory history(
      VaultId vault, PayloadFormat format, VaultOwner owner, Optional<ProjectFile> project) {
    PayloadRules rules = rules(vault, format, owner, new NoLegacyKey(), project);
    Supplier<Roster> roster = format == PayloadFormat.LPM ? DeviceChain::empty : owner.roster();
    return new VaultHistory(vault, owner.store(), owner.remote(), rules, roster);
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
    return variable("COFFER_TOKEN").isPresent() ? remote().me().accountId() : account().accountId();
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

  private LpmWrappingKey lpmKey() {
    Path file = LpmKeyFile.path(surroundings.environment());
    return new LpmKeyFile(file, surroundings.random()).key();
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

  private Optional<String> variable(String name) {
    return Optional.ofNullable(surroundings.environment().get(name)).filter(v -> !v.isEmpty());
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
