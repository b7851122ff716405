package dev.coffer.server.escrow.key;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.server.files.PrivateFile;
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
import java.security.spec.ECGenParameterSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The versions in a PKCS#12 file (RFC 7292) that nobody but the server's user can read, which every
 * server of the same database shares. The file is there whole, before and after a version is added.
 */
final class KeystoreFile implements KeySource {
  private static final String TYPE = "PKCS12";

  private final PrivateFile file;
  private final char[] password;

  KeystoreFile(PrivateFile file, char[] password) {
    this.file = file;
    this.password = password.clone();
  }

  @Override
  public Map<KeyId, EscrowPair> load() throws GeneralSecurityException, IOException {
    KeyStore store = open();
    Map<KeyId, EscrowPair> pairs = new LinkedHashMap<>();
    List<String> aliases = Collections.list(store.aliases());
    Collections.sort(aliases);
    for (String alias : aliases) {
      if (alias.startsWith(ALIAS)
          && store.getEntry(alias, new PasswordProtection(password))
              instanceof PrivateKeyEntry entry) {
        EscrowPublicKey open =
            P256.point(entry.getCertificate().getPublicKey())
                .orElseThrow(() -> new GeneralSecurityException(alias + " is not on P-256"));
        pairs.put(open.id(), new EscrowPair(entry.getPrivateKey(), open, Optional.empty()));
      }
    }
    return pairs;
  }

  @Override
  public EscrowPair add() throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(P256.NAME), new SecureRandom());
    KeyPair pair = generator.generateKeyPair();
    EscrowPublicKey open = P256.point(pair.getPublic()).orElseThrow();
    Certificate[] chain = {SelfSigned.certificate(pair, CERTIFICATE, Optional.empty())};
    KeyStore store = open();
    store.setEntry(
        ALIAS + open.id(),
        new PrivateKeyEntry(pair.getPrivate(), chain),
        new PasswordProtection(password));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, password);
    boolean first = file.read().isEmpty();
    if (first) {
      // Of two servers that start at once one makes the file, and the other one takes it.
      file.createUnlessThere(bytes.toByteArray());
      return load().values().iterator().next();
    }
    file.replace(bytes.toByteArray());
    return new EscrowPair(pair.getPrivate(), open, Optional.empty());
  }

  private KeyStore open() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(TYPE);
    Optional<byte[]> bytes = file.read();
    store.load(bytes.map(ByteArrayInputStream::new).orElse(null), password);
    return store;
  }
}
