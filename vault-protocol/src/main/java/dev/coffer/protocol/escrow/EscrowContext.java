package dev.coffer.protocol.escrow;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import dev.coffer.protocol.policy.PolicyId;
import java.nio.charset.StandardCharsets;

/**
 * The one use for which an escrowed key is valid; {@link #info} is HPKE's (RFC 9180 §5.1), so that
 * a key moved to another vault, environment, epoch, policy or escrow key does not open.
 */
public record EscrowContext(
    VaultId vault, EnvironmentName environment, int epoch, PolicyId policy, KeyId escrowKey) {

  public byte[] info() {
    return text("coffer/1 escrow").text().getBytes(StandardCharsets.UTF_8);
  }

  /** The same use, sealed to another version of the escrow key. */
  public EscrowContext under(KeyId otherEscrowKey) {
    return new EscrowContext(vault, environment, epoch, policy, otherEscrowKey);
  }

  NoteWriter text(String title) {
    return new NoteWriter(title)
        .line("vault", vault)
        .line("environment", environment)
        .line("epoch", epoch)
        .line("policy", policy)
        .line("escrow-key", escrowKey);
  }

  static EscrowContext read(NoteReader note) {
    return new EscrowContext(
        new VaultId(note.value("vault")),
        new EnvironmentName(note.value("environment")),
        note.count("epoch"),
        new PolicyId(note.value("policy")),
        new KeyId(note.value("escrow-key")));
  }
}
