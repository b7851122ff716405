package dev.coffer.client.crypto.answer;

import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.primitive.Hpke;
import dev.coffer.protocol.Bytes;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * A fresh X25519 key pair (RFC 7748) to which a server seals one answer. The private half never
 * leaves this object and is stored nowhere.
 */
public final class AnswerKey {
  private final X25519PrivateKeyParameters privateKey;

  private AnswerKey(X25519PrivateKeyParameters privateKey) {
    this.privateKey = privateKey;
  }

  public static AnswerKey generate(SecureRandom random) {
    return new AnswerKey(new X25519PrivateKeyParameters(random));
  }

  /** The public half, 32 bytes. */
  public Bytes publicKey() {
    return Bytes.of(privateKey.generatePublicKey().getEncoded());
  }

  /**
   * What was sealed to the public half under {@code info}.
   *
   * @throws CannotOpen when key, info or any byte is another
   */
  public byte[] open(byte[] info, Bytes sealed) {
    try {
      return Hpke.open(privateKey, info, sealed.toArray());
    } catch (AEADBadTagException e) {
      throw new CannotOpen();
    }
  }

  @Override
  public String toString() {
    return "AnswerKey[redacted]";
  }
}
