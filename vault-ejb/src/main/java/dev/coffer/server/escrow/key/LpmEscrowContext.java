package dev.coffer.server.escrow.key;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.note.NoteWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The one use for which a wrapping key of an {@code lpm} client is sealed: one account's vault. The
 * server seals it itself, so that no other program needs to know this form.
 */
public record LpmEscrowContext(UUID account, VaultId vault, KeyId escrowKey) {

  /** HPKE's {@code info} (RFC 9180 §5.1). */
  public byte[] info() {
    return new NoteWriter("coffer/1 lpm escrow")
        .line("account", account)
        .line("vault", vault)
        .line("escrow-key", escrowKey)
        .text()
        .getBytes(StandardCharsets.UTF_8);
  }
}
