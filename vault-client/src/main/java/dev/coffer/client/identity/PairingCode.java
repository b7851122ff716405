package dev.coffer.client.identity;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.chain.Pairing;
import java.security.SecureRandom;

/** What both sides of a pairing do alike. */
final class PairingCode {
  private PairingCode() {}

  static Bytes nonce(SecureRandom random) {
    byte[] nonce = new byte[Pairing.NONCE_LENGTH];
    random.nextBytes(nonce);
    return Bytes.of(nonce);
  }

  /** Compares digits only: people type codes with and without the space. */
  static void requireSame(String shownHere, String shownThere) {
    if (!digits(shownHere).equals(digits(shownThere))) {
      throw new ClientException.Tampered(
          "the codes of the two devices differ",
          "somebody may stand between them, or you read another device's code; nothing was"
              + " trusted, start the pairing again");
    }
  }

  private static String digits(String code) {
    return code.replaceAll("[\\s-]", "");
  }
}
