package dev.coffer.server.escrow;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.device.AccountDevices;
import dev.coffer.server.escrow.key.EscrowVersions;
import dev.coffer.server.organisation.Memberships;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.EnvelopeRefused;
import dev.coffer.server.problem.RecipientsConflict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Judges what a caller wants to escrow of a vault, by its owner's chain and the current escrow key.
 * To be asked while the vault is locked, so that no epoch and no policy comes between.
 */
@ApplicationScoped
public class Escrows {
  @Inject private AccountDevices devices;
  @Inject private EscrowVersions versions;
  @Inject private Memberships memberships;
  @Inject private TrustPolicies policies;

  /**
   * Reads what a new epoch of a vault escrows: the keys of all environments that the policies which
   * stand for it name. Reads nothing when there is neither a policy nor a key.
   *
   * @throws EnvelopeRefused unless each is well-formed, for this vault, and signed by the caller's
   *     device
   * @throws RecipientsConflict unless they are exactly those that are due
   */
  public List<EscrowedKey> ofEpoch(Admitted who, VaultId vault, int epoch, List<String> notes) {
    List<TrustPolicy> standing = policies.standing(who.owner(), vault);
    return standing.isEmpty() && notes.isEmpty()
        ? List.of()
        : accept(who, vault, epoch, notes, standing);
  }

  /** Reads what is escrowed for {@code due}, which stand for the vault. */
  List<EscrowedKey> accept(
      Admitted who, VaultId vault, int epoch, List<String> notes, Collection<TrustPolicy> due) {
    KeyId author =
        who.device().orElseThrow(() -> AccessRefused.noDevice("Keys are escrowed by a device"));
    SortedSet<EscrowGrant> grants = EscrowGrant.due(due);
    EscrowRules rules =
        new EscrowRules(
            vault, epoch, versions.lockCurrent().id(), author, keys(who, author).verificationKey());
    return rules.accept(notes, grants);
  }

  private DeviceKeys keys(Admitted who, KeyId author) {
    Optional<DeviceKeys> keys =
        who.seat().isPresent()
            ? memberships
                .now(who.owner())
                .device(author)
                .filter(ChainDevice::isApproved)
                .map(ChainDevice::keys)
            : Optional.ofNullable(devices.approved(who.accountId()).get(author));
    return keys.orElseThrow(
        () -> AccessRefused.deviceNotApproved("Keys are escrowed by an approved device"));
  }
}
