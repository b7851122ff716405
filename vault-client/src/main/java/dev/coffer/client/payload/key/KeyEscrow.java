package dev.coffer.client.payload.key;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.EnvironmentKey;
import dev.coffer.client.crypto.EscrowSealing;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.escrow.EscrowContext;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.EscrowKeyView;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Seals environment keys of one vault to the server's escrow key: of the grants that it is given
 * and no others, so that what the verified chain does not say is never escrowed.
 */
public final class KeyEscrow {
  private final VaultId vault;
  private final DeviceIdentity author;
  private final Supplier<EscrowKeyList> server;
  private final EscrowSealing sealing;

  /**
   * The escrow of {@code vault}'s keys.
   *
   * @param server asked only where there is something to escrow
   */
  public KeyEscrow(
      VaultId vault, DeviceIdentity author, Supplier<EscrowKeyList> server, SecureRandom random) {
    this.vault = vault;
    this.author = author;
    this.server = server;
    this.sealing = new EscrowSealing(random);
  }

  /**
   * One key for each of {@code grants}, in their order.
   *
   * @param keys of the whole vault, of epoch {@code epoch}
   */
  public List<EscrowedKey> of(OpenedKeys keys, int epoch, Collection<EscrowGrant> grants) {
    if (grants.isEmpty()) {
      return List.of();
    }
    EscrowPublicKey escrow = current(server.get());
    return grants.stream().map(grant -> sealed(keys, epoch, grant, escrow)).toList();
  }

  private EscrowedKey sealed(
      OpenedKeys keys, int epoch, EscrowGrant grant, EscrowPublicKey escrow) {
    EnvironmentName environment = grant.environment();
    EscrowContext place = new EscrowContext(vault, environment, epoch, grant.policy(), escrow.id());
    EnvironmentKey key = keys.environmentKey(new SectionContext(vault, epoch, environment, 1));
    try {
      return sealing.seal(key, place, escrow, author);
    } catch (Malformed e) {
      throw unusable(e.getMessage());
    } finally {
      key.destroy();
    }
  }

  /**
   * The escrow key that {@code list} calls the current one.
   *
   * @throws ClientException.Tampered unless there is exactly one, under the id that it has
   */
  public static EscrowPublicKey current(EscrowKeyList list) {
    List<EscrowKeyView> current =
        list.keys() == null
            ? List.of()
            : list.keys().stream().filter(key -> Boolean.TRUE.equals(key.current())).toList();
    if (current.size() != 1) {
      throw unusable("the server names " + current.size() + " current escrow keys");
    }
    EscrowKeyView view = current.get(0);
    EscrowPublicKey key;
    try {
      key = new EscrowPublicKey(Bytes.ofBase64(view.publicKey() == null ? "" : view.publicKey()));
    } catch (Malformed e) {
      throw unusable(e.getMessage());
    }
    if (!key.id().value().equals(view.id())) {
      throw unusable("an escrow key has another id than the server says");
    }
    return key;
  }

  private static ClientException unusable(String why) {
    return new ClientException.Tampered(
        "the server's escrow key cannot be used: " + why,
        "nothing was escrowed; ask who runs the server");
  }
}
