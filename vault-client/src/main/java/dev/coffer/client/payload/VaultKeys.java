package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.KeyWrapping;
import dev.coffer.client.crypto.VaultKey;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Unwraps and wraps one vault's keys, believing only authors that the account's chain has. */
final class VaultKeys {
  private final VaultId vault;
  private final SecureRandom random;
  private final KeyWrapping wrapping;

  VaultKeys(VaultId vault, SecureRandom random) {
    this.vault = vault;
    this.random = random;
    this.wrapping = new KeyWrapping(random);
  }

  VaultKey fresh() {
    return VaultKey.generate(random);
  }

  /** The key of {@code envelope}'s epoch, from the wrapped key that came with it. */
  VaultKey open(PulledVault pulled, Envelope envelope, Author author) {
    if (pulled.wrappedKey() == null) {
      throw new ClientException.Refused(
          403,
          "device_not_approved",
          "no key of this vault was wrapped for this device",
          "run 'coffer push' or 'coffer rotate-key' on a device that can open the vault",
          null);
    }
    // A revoked device could only make up a key, which then opens no section; so there must be one.
    boolean proven = !envelope.manifest().sections().isEmpty();
    return unwrap(pulled.wrappedKey(), envelope.manifest().epoch(), author, proven);
  }

  /** The key of the local head, from the wrapped key that was accepted with it. */
  VaultKey own(LocalVault local, Author author) {
    int epoch = local.head().orElseThrow().manifest().epoch();
    return unwrap(local.wrappedKey(), epoch, author, true);
  }

  private VaultKey unwrap(String text, int epoch, Author author, boolean proven) {
    WrappedKey wrapped = parse(text);
    Optional<ChainDevice> wrapper =
        author.chain().device(wrapped.author()).filter(device -> proven || device.isApproved());
    if (wrapper.isEmpty()) {
      throw EnvelopeChecks.refused("the vault key was wrapped by a device that may not");
    }
    WrapContext place = place(epoch, author.device());
    try {
      return wrapping.unwrap(
          wrapped, place, wrapper.get().keys().verificationKey(), author.device());
    } catch (CannotOpen e) {
      throw EnvelopeChecks.refused("the wrapped vault key: " + e.getMessage());
    }
  }

  /** {@code key} wrapped for each of {@code recipients}. */
  List<WrappedKey> wrap(
      VaultKey key, int epoch, List<ChainDevice> recipients, DeviceIdentity author) {
    return recipients.stream()
        .map(
            device ->
                wrapping.wrap(
                    key,
                    new WrapContext(vault, epoch, KeyScope.VAULT, device.keys().keyId()),
                    device.keys(),
                    author))
        .toList();
  }

  private WrapContext place(int epoch, DeviceIdentity device) {
    return new WrapContext(vault, epoch, KeyScope.VAULT, device.keyId());
  }

  private static WrappedKey parse(String text) {
    try {
      return WrappedKey.parse(text);
    } catch (Malformed e) {
      throw EnvelopeChecks.refused("the wrapped vault key is not whole: " + e.getMessage());
    }
  }
}
