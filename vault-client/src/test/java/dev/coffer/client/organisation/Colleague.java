package dev.coffer.client.organisation;

import dev.coffer.client.account.CodeDialog;
import dev.coffer.client.account.SavedSession;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.history.VaultHistory;
import dev.coffer.client.payload.Author;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.payload.PayloadRules;
import dev.coffer.client.remote.OrganisationRemote;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.client.sync.EveryVault;
import dev.coffer.client.sync.FakeVaults;
import dev.coffer.client.sync.VaultSync;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.InvitationCode;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** An account with one device, at an organisation in memory, and what the person sees and types. */
final class Colleague implements CodeDialog {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final ServerAddress SERVER = ServerAddress.parse("http://127.0.0.1:9080");
  static final VaultId VAULT = new VaultId(FakeVaults.ID);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final long PATIENCE_SECONDS = 60;

  final String name;
  final String account;

  /** The organisation's one vault. */
  FakeVaults shop = new FakeVaults();

  /** What the organisation's audit log answers this person. */
  Supplier<AuditPage> log = WithAudit.EMPTY;

  /** Where this person's requests end. */
  final Faults faults = new Faults();

  final MachineKey machine = MachineKey.generate(new SecureRandom());
  final DeviceIdentity identity = machine.deviceIdentity();
  CompletableFuture<String> shows = new CompletableFuture<>();
  CompletableFuture<String> typed = new CompletableFuture<>();
  DeviceChain devices;
  private final SealedFolder folder;
  private final FakeOrganisations server;

  Colleague(Path place, String name, FakeOrganisations server) {
    this(place.resolve(name), name, name, server);
  }

  /** One whose account is told by {@code place} and {@code seed}, whoever else has the name. */
  Colleague(Path place, String seed, String name, FakeOrganisations server) {
    this.account = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    this.folder = new SealedFolder(place, machine.storeKey(), new SecureRandom());
    this.server = server;
    this.name = name;
    ChainEvent begun =
        new ChainEvent.Created(account, identity.keys(), new DeviceName(name + "'s laptop"));
    this.devices = DeviceChain.empty().append(signed(DeviceChain.empty(), begun));
  }

  /** Lets another device into the account. */
  void approve(DeviceIdentity other) {
    ChainEvent event = new ChainEvent.Approved(other.keys(), new DeviceName("another"));
    devices = devices.append(signed(devices, event));
  }

  private SignedNote signed(DeviceChain chain, ChainEvent event) {
    return SignedNote.sign(chain.next(event, identity.keyId(), NOW).text(), identity);
  }

  Organisations organisations() {
    SavedSession session = new SavedSession(SERVER.text(), name, account, null, null, null);
    return new Organisations(
        folder,
        faults.on(OrganisationRemote.class, server),
        new Organisations.Account(session, identity, () -> devices),
        this::vaults,
        CLOCK);
  }

  private Organisation.Vaults vaults(UUID id) {
    VaultStore store = VaultStore.ofOrganisation(folder, id);
    VaultRemote honest = shop.as(identity.keyId());
    VaultRemote remote = faults.on(VaultRemote.class, new WithAudit(honest, () -> log.get()));
    EveryVault every = new EveryVault(remote, store, () -> vault -> sync(vault, id, store, remote));
    return new Organisation.Vaults(remote, store, every);
  }

  private VaultSync sync(VaultId vault, UUID id, VaultStore store, VaultRemote remote) {
    return new VaultSync(vault, Optional.empty(), store, remote, rules(id, remote));
  }

  private PayloadRules rules(UUID id, VaultRemote remote) {
    return rules(remote, () -> organisations().find(id).chain().current().membership());
  }

  private PayloadRules rules(VaultRemote remote, Supplier<Roster> roster) {
    return new CofferRules(
        VAULT,
        Optional.empty(),
        remote,
        () -> new Author(identity, roster.get()),
        new CofferRules.Sources(new SecureRandom(), CLOCK));
  }

  /** The organisation's vault, from here. */
  VaultSync sync() {
    Organisation organisation = organisation();
    Organisation.Vaults vaults = organisation.vaults();
    return sync(VAULT, organisation.id(), vaults.store(), vaults.remote());
  }

  /** Rules by what {@code roster} says. */
  PayloadRules rules(Supplier<Roster> roster) {
    return rules(organisation().vaults().remote(), roster);
  }

  /** The account's own vaults on this machine. */
  VaultStore ownVaults() {
    return new VaultStore(folder);
  }

  SharedVaults shared() {
    Organisation organisation = organisation();
    return new SharedVaults(
        organisation,
        () ->
            vault ->
                new VaultHistory(
                    VAULT,
                    organisation.vaults().store(),
                    organisation.vaults().remote(),
                    rules(organisation.id(), organisation.vaults().remote()),
                    () -> organisation.chain().current().membership()));
  }

  Members members() {
    return new Members(organisation(), shared());
  }

  Invitations invitations() {
    return new Invitations(organisations(), machine, new SecureRandom());
  }

  Organisation organisation() {
    return organisations().find(server.organisations().organisations().get(0).id());
  }

  InvitationLink invite(Role role) {
    return invitations()
        .invite(
            organisation(), SERVER, new Invitations.Offer(role, Access.ALL, Duration.ofDays(1)));
  }

  /** Lets {@code other} in, both sides at once and without a person. */
  void letIn(Colleague other, Role role) {
    InvitationLink link = invite(role);
    other.accept(link);
    confirm(link.invitation());
  }

  /** Accepts, and waits to be confirmed. */
  void accept(InvitationLink link) {
    Organisation theirs = organisations().of(link.organisation());
    Membership now =
        theirs
            .chain()
            .pin(Optional.of(link.invitation()), chain -> chain.requireOffers(link))
            .membership();
    List<MembershipEvent.NamedDevice> named = organisations().account().named();
    Bytes nonce = Bytes.of(new byte[InvitationCode.NONCE_LENGTH]);
    String proof =
        InvitationCode.proofText(
            now.genesis().orElseThrow(), link.invitation(), account, name, nonce, named);
    theirs.appendAs(
        link.invitation(),
        new MembershipEvent.Joined(
            link.invitation(), account, name, nonce, named, link.key().sign(proof)));
  }

  /** Confirms who has accepted. */
  void confirm(String invitation) {
    organisation()
        .append(new MembershipEvent.Confirmed(invitation, machine.invitationNonce(invitation)));
  }

  Membership membership() {
    return organisation().chain().current().membership();
  }

  /** Starts to join, on a thread of its own, until the codes were compared. */
  CompletableFuture<Organisation> joining(InvitationLink link) {
    return CompletableFuture.supplyAsync(() -> invitations().join(link, this));
  }

  CompletableFuture<?> confirming(String who) {
    return CompletableFuture.supplyAsync(() -> invitations().confirm(organisation(), who, this));
  }

  @Override
  public void waiting() {
    // The other side may be there already.
  }

  @Override
  public String exchange(String codeHere) {
    shows.complete(codeHere);
    return typed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
