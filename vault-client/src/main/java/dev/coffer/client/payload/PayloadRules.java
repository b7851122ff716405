package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** What a payload format does on the way in and out; one implementation for each. */
public interface PayloadRules {
  /**
   * Checks and opens what the server sent; stores nothing.
   *
   * @param local what this machine has seen before
   * @throws dev.coffer.client.ClientException.Tampered with a message of its own for each check
   */
  AcceptedVersion accept(LocalVault local, Pulled pulled);

  /**
   * As {@link #accept} for a person who gives up the local copy, of which gaps may then be left.
   */
  default AcceptedVersion acceptAnew(LocalVault local, Pulled pulled) {
    return accept(local, pulled);
  }

  /**
   * Seals {@code contents} as the version after {@code local}'s.
   *
   * @param freshKey whether a new epoch starts whatever the devices are
   * @throws dev.coffer.client.ClientException.Refused when this device may not do that; nothing was
   *     sealed
   */
  Prepared prepare(LocalVault local, VaultContents contents, boolean freshKey);

  /**
   * Signed wrapped keys of the head in {@code pulled} for those who should have one and lack it;
   * none when this device may not wrap for others.
   */
  List<String> missingKeys(LocalVault local, Pulled pulled);

  /**
   * Signed escrowed keys, of the epoch of the head in {@code pulled}, for {@code grants}.
   *
   * @param server its escrow keys, asked only where there is something to escrow
   * @throws dev.coffer.client.ClientException.Usage in a format in which nothing is escrowed
   * @throws dev.coffer.client.ClientException.Refused when this device may not share keys
   */
  List<String> escrowedKeys(
      LocalVault local,
      Pulled pulled,
      Collection<EscrowGrant> grants,
      Supplier<EscrowKeyList> server);

  /** What to tell whoever wants to escrow keys of a vault in a format that has none to give. */
  static ClientException nothingToEscrow() {
    return new ClientException.Usage(
        "only vaults in format coffer/1 have keys that can be escrowed one by one",
        "make a vault in format coffer/1 of it: coffer init in another folder, then import");
  }

  /**
   * The versions from {@code head}, checked as {@link #accept} does it, downwards. Stores nothing.
   *
   * @param local what this machine has seen before
   */
  Trail trail(LocalVault local, Pulled head, StoredVersions versions);

  /** A push, and what this machine holds once it is acknowledged. */
  record Prepared(PushVault push, AcceptedVersion result) {}
}
