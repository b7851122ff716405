package dev.coffer.protocol.escrow;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.note.NoteWriter;
import java.nio.charset.StandardCharsets;

/**
 * The one run for which an answer is sealed; {@link #info} is HPKE's (RFC 9180 §5.1), with
 * DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM.
 *
 * @param version of the vault that the answer is from
 * @param recipient the run's public key, X25519, 32 bytes
 */
public record SealedAnswerContext(
    VaultId vault, EnvironmentName environment, int version, Bytes recipient) {
  public static final int RECIPIENT_LENGTH = 32;

  public SealedAnswerContext {
    recipient.requireLength(RECIPIENT_LENGTH);
  }

  public byte[] info() {
    return new NoteWriter("coffer/1 ci answer")
        .line("vault", vault)
        .line("environment", environment)
        .line("version", version)
        .line("recipient", recipient.base64())
        .text()
        .getBytes(StandardCharsets.UTF_8);
  }
}
