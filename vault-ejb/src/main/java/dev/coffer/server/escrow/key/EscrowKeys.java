package dev.coffer.server.escrow.key;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.server.files.PrivateFile;
import dev.coffer.server.keystore.KeystorePassword;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The versions of the escrow key that this server has, in a PKCS#12 file or a PKCS#11 token. What
 * another server adds is found when it is asked for. Safe for any number of threads.
 */
@ApplicationScoped
public class EscrowKeys {
  @Inject
  @ConfigProperty(name = "coffer.escrow.keystore.file")
  private String file;

  @Inject
  @ConfigProperty(name = "coffer.escrow.keystore.password")
  private Optional<String> password;

  @Inject
  @ConfigProperty(name = "coffer.escrow.pkcs11.config")
  private Optional<String> tokenConfiguration;

  @Inject
  @ConfigProperty(name = "coffer.escrow.pkcs11.pin.file")
  private Optional<String> pinFile;

  private KeySource source;
  private volatile Map<KeyId, EscrowPair> pairs;

  @PostConstruct
  void open() {
    try {
      source = tokenConfiguration.isPresent() ? token() : keystore();
      pairs = Map.copyOf(source.load());
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  private KeySource keystore() {
    return new KeystoreFile(new PrivateFile(Path.of(file)), KeystorePassword.of(password, file));
  }

  private KeySource token() throws GeneralSecurityException {
    String pin =
        pinFile.orElseThrow(
            () ->
                new IllegalStateException(
                    "coffer.escrow.pkcs11.config needs coffer.escrow.pkcs11.pin.file beside it"));
    byte[] content =
        new PrivateFile(Path.of(pin))
            .read()
            .orElseThrow(() -> new IllegalStateException("there is no file " + pin));
    return new Token(
        tokenConfiguration.orElseThrow(),
        new String(content, StandardCharsets.UTF_8).strip().toCharArray());
  }

  /** Any version that is there; makes the first one when there is none. */
  synchronized EscrowPublicKey anyOrFirst() {
    return pairs.isEmpty()
        ? add()
        : pairs.values().stream()
            .map(EscrowPair::publicKey)
            .min(Comparator.comparing(EscrowPublicKey::id))
            .orElseThrow();
  }

  /** Makes another version. */
  synchronized EscrowPublicKey add() {
    try {
      EscrowPublicKey made = source.add().publicKey();
      pairs = Map.copyOf(source.load());
      return made;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  /** Whether this server has the private half of {@code id}. */
  public boolean has(KeyId id) {
    return find(id).isPresent();
  }

  /**
   * Looks at what can be seen of a sealed key without opening it.
   *
   * @throws dev.coffer.protocol.Malformed when it does not begin with a point on the curve
   */
  public static void requireForm(Bytes sealed) {
    EscrowSealing.requireForm(sealed);
  }

  /** Seals {@code secret} to a version of the escrow key. */
  public Bytes seal(EscrowPublicKey recipient, byte[] info, byte[] secret) {
    return EscrowSealing.seal(recipient, info, secret);
  }

  /**
   * Opens what was sealed to version {@code id}; whoever gets it wipes it.
   *
   * @throws AEADBadTagException when it was sealed to another key, for another use, or damaged
   */
  public byte[] open(KeyId id, byte[] info, Bytes sealed) throws AEADBadTagException {
    EscrowPair pair =
        find(id)
            .orElseThrow(
                () -> new IllegalStateException("this server does not have escrow key " + id));
    try {
      return EscrowSealing.open(pair, info, sealed);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  private Optional<EscrowPair> find(KeyId id) {
    EscrowPair known = pairs.get(id);
    return known != null ? Optional.of(known) : Optional.ofNullable(loadedAgain().get(id));
  }

  private synchronized Map<KeyId, EscrowPair> loadedAgain() {
    try {
      pairs = Map.copyOf(source.load());
      return pairs;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  private static IllegalStateException unusable(Exception cause) {
    return new IllegalStateException("cannot use the keystore of the escrow key", cause);
  }
}
