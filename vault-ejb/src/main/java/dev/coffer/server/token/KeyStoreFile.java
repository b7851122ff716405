package dev.coffer.server.token;

import dev.coffer.server.keystore.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;

/** The bytes of the keystore: PKCS#12 with one entry (RFC 7292). */
final class KeyStoreFile {
  private static final String TYPE = "PKCS12";
  private static final String NAME = "Coffer access tokens";
  private static final String ALIAS = "coffer-signing";

  private KeyStoreFile() {}

  /** A keystore with a fresh pair of keys. */
  static byte[] generate(char[] password) throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
    KeyPair pair = generator.generateKeyPair();
    Certificate[] chain = {SelfSigned.certificate(pair, NAME, Optional.empty())};
    KeyStore store = KeyStore.getInstance(TYPE);
    store.load(null, null);
    store.setEntry(
        ALIAS, new PrivateKeyEntry(pair.getPrivate(), chain), new PasswordProtection(password));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, password);
    return bytes.toByteArray();
  }

  /**
   * Reads the signing key.
   *
   * @throws GeneralSecurityException when there is none, or it is not on a curve
   * @throws IOException when the password is wrong or the bytes are not a keystore
   */
  static SigningKey open(byte[] bytes, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(TYPE);
    store.load(new ByteArrayInputStream(bytes), password);
    if (store.getEntry(ALIAS, new PasswordProtection(password)) instanceof PrivateKeyEntry entry
        && entry.getPrivateKey() instanceof ECPrivateKey secret
        && entry.getCertificate().getPublicKey() instanceof ECPublicKey open) {
      return new SigningKey(secret, open);
    }
    throw new GeneralSecurityException("no elliptic-curve key under the alias " + ALIAS);
  }
}
