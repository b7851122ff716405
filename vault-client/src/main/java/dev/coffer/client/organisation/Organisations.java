package dev.coffer.client.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.SavedSession;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.remote.OrganisationRemote;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The organisations that this profile belongs to, each with its pinned chain. */
public final class Organisations {
  private final SealedFolder folder;
  private final OrganisationRemote remote;
  private final Account account;
  private final Organisation.VaultsOf vaults;
  private final MembershipAuthor author;

  /**
   * The organisations of one account.
   *
   * @param vaults makes the parts of an organisation's vaults
   */
  public Organisations(
      SealedFolder folder,
      OrganisationRemote remote,
      Account account,
      Organisation.VaultsOf vaults,
      Clock clock) {
    this.folder = folder;
    this.remote = remote;
    this.account = account;
    this.vaults = vaults;
    this.author = new MembershipAuthor(account.device(), clock);
  }

  /**
   * Who is signed in here.
   *
   * @param devices the account's verified devices
   */
  public record Account(
      SavedSession session, DeviceIdentity device, Supplier<DeviceChain> devices) {

    /** The account's devices that have rights, as it introduces them. */
    List<NamedDevice> named() {
      return devices.get().approved().stream()
          .map(device -> new NamedDevice(device.keys(), device.name()))
          .toList();
    }
  }

  /** Every organisation whose chain is pinned here. */
  public List<Organisation> known() {
    return memberships().map(chain -> of(chain.organisation())).toList();
  }

  private Stream<Membership> memberships() {
    return MembershipForm.all(folder).map(TrustedMembership::membership);
  }

  /** The organisations as the server lists them: its word, for those not known here. */
  public List<OrganisationView> listed() {
    return remote.organisations().organisations();
  }

  /**
   * The organisation with this name or id. One that another device of the account belongs to is
   * pinned now, on that device's word.
   *
   * @throws ClientException.NotFound when there is none that the account belongs to
   */
  public Organisation find(String nameOrId) {
    return memberships()
        .filter(chain -> isCalled(chain, nameOrId))
        .findFirst()
        .map(chain -> of(chain.organisation()))
        .orElseGet(() -> adopted(UUID.fromString(look(nameOrId).id())));
  }

  /** The organisation with this id, pinned before or now. */
  public Organisation find(UUID id) {
    Organisation organisation = of(id);
    return organisation.chain().isKnown() ? organisation : adopted(id);
  }

  /**
   * The organisation with this name or id whose chain is pinned here; asks no server.
   *
   * @throws ClientException.NotFound when this machine has pinned none that is called so
   */
  public Organisation pinned(String nameOrId) {
    return memberships()
        .filter(chain -> isCalled(chain, nameOrId))
        .findFirst()
        .map(chain -> of(chain.organisation()))
        .orElseThrow(
            () ->
                new ClientException.NotFound(
                    "this machine has verified nothing of an organisation called '"
                        + nameOrId
                        + "'",
                    "'coffer org list' shows yours; their ids work as well"));
  }

  private static boolean isCalled(Membership chain, String nameOrId) {
    return chain.organisation().toString().equals(nameOrId)
        || chain.name().value().equals(nameOrId);
  }

  private OrganisationView look(String nameOrId) {
    try {
      OrganisationView found = remote.organisation(nameOrId);
      if (found.id() != null && OrganisationName.isId(found.id())) {
        return found;
      }
      throw new ClientException.Tampered(
          "the server's answer names no organisation", "ask who runs the server");
    } catch (ClientException.Refused e) {
      if (e.code().equals(Problem.NOT_FOUND.code())) {
        throw new ClientException.NotFound(
            "you belong to no organisation called '" + nameOrId + "'",
            "'coffer org list' shows yours; with an invitation's link, run 'coffer org join'");
      }
      throw e;
    }
  }

  private Organisation adopted(UUID id) {
    Organisation organisation = of(id);
    organisation
        .chain()
        .pinServed(
            Optional.empty(),
            events ->
                TrustedMembership.adopt(
                    account.session().accountId(),
                    account.device().keyId(),
                    account.devices().get(),
                    events));
    return organisation;
  }

  /**
   * Begins an organisation whose only member, an owner, is this account with all its devices.
   *
   * @throws ClientException.Refused when the name is taken
   */
  public Organisation create(OrganisationName name) {
    UUID id = UUID.randomUUID();
    MembershipEvent event =
        new MembershipEvent.Created(
            id, name, account.session().accountId(), account.session().account(), account.named());
    SignedNote created = author.sign(Membership.empty(), event);
    TrustedMembership begun = TrustedMembership.begin(created);
    remote.create(created.format());
    Organisation organisation = of(id);
    organisation.chain().pin(begun);
    return organisation;
  }

  /** The organisation that a link leads to, known here or not. */
  Organisation of(UUID id) {
    return new Organisation(
        new OrganisationChain(folder, remote, id), author, vaults.apply(id), remote);
  }

  Account account() {
    return account;
  }
}
