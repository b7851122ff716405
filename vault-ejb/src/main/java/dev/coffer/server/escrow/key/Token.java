package dev.coffer.server.escrow.key;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.server.keystore.SelfSigned;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions in a PKCS#11 token, which agrees on secrets and never gives a private key away. */
final class Token implements KeySource {
  private static final String PROVIDER = "SunPKCS11";
  private static final String TYPE = "PKCS11";

  private final Provider provider;
  private final char[] pin;

  /**
   * The token that a configuration file of the platform's PKCS#11 provider names.
   *
   * @param configuration the file's path
   * @throws GeneralSecurityException when the platform has no such provider
   */
  Token(String configuration, char[] pin) throws GeneralSecurityException {
    Provider known = Security.getProvider(PROVIDER);
    if (known == null) {
      throw new GeneralSecurityException("this Java has no provider " + PROVIDER);
    }
    this.provider = known.configure(configuration);
    this.pin = pin.clone();
  }

  @Override
  public Map<KeyId, EscrowPair> load() throws GeneralSecurityException, IOException {
    KeyStore store = open();
    Map<KeyId, EscrowPair> pairs = new LinkedHashMap<>();
    List<String> aliases = Collections.list(store.aliases());
    Collections.sort(aliases);
    for (String alias : aliases) {
      if (alias.startsWith(ALIAS) && store.getKey(alias, null) instanceof PrivateKey secret) {
        EscrowPublicKey open =
            P256.point(store.getCertificate(alias).getPublicKey())
                .orElseThrow(() -> new GeneralSecurityException(alias + " is not on P-256"));
        pairs.put(open.id(), new EscrowPair(secret, open, Optional.of(provider)));
      }
    }
    return pairs;
  }

  @Override
  public EscrowPair add() throws GeneralSecurityException, IOException {
    KeyStore store = open();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(new ECGenParameterSpec(P256.NAME));
    KeyPair pair = generator.generateKeyPair();
    EscrowPublicKey open = P256.point(pair.getPublic()).orElseThrow();
    Certificate[] chain = {SelfSigned.certificate(pair, CERTIFICATE, Optional.of(provider))};
    store.setKeyEntry(ALIAS + open.id(), pair.getPrivate(), null, chain);
    return load().get(open.id());
  }

  private KeyStore open() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(TYPE, provider);
    store.load(null, pin);
    return store;
  }
}
