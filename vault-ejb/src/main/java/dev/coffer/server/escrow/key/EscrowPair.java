package dev.coffer.server.escrow.key;

import dev.coffer.protocol.escrow.EscrowPublicKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** One version of the escrow key. Its private half may be in a token and never leave it. */
final class EscrowPair {
  private static final String ECDH = "ECDH";

  private final PrivateKey privateKey;
  private final EscrowPublicKey publicKey;
  private final Optional<Provider> provider;

  /**
   * A pair.
   *
   * @param provider of the token that has the private half; empty for one in memory
   */
  EscrowPair(PrivateKey privateKey, EscrowPublicKey publicKey, Optional<Provider> provider) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.provider = provider;
  }

  EscrowPublicKey publicKey() {
    return publicKey;
  }

  /**
   * The x-coordinate that this key and {@code other} agree on (RFC 9180 §4.1), 32 bytes.
   *
   * @param other a point that was found to be on the curve: a token may not look
   */
  byte[] agree(EscrowPublicKey other) throws GeneralSecurityException {
    KeyAgreement agreement =
        provider.isPresent()
            ? KeyAgreement.getInstance(ECDH, provider.get())
            : KeyAgreement.getInstance(ECDH);
    agreement.init(privateKey);
    agreement.doPhase(P256.publicKey(other), true);
    return agreement.generateSecret();
  }

  @Override
  public String toString() {
    return "EscrowPair[" + publicKey.id() + "]";
  }
}
