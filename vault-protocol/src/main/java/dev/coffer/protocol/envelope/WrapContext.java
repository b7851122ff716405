package dev.coffer.protocol.envelope;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.note.NoteWriter;
import java.nio.charset.StandardCharsets;

/** The one place where a wrapped key is valid; {@link #info} is HPKE's (RFC 9180 §5.1). */
public record WrapContext(VaultId vault, int epoch, KeyScope scope, KeyId recipient) {

  public byte[] info() {
    return text("coffer/1 wrap").text().getBytes(StandardCharsets.UTF_8);
  }

  NoteWriter text(String title) {
    return new NoteWriter(title)
        .line("vault", vault)
        .line("epoch", epoch)
        .line("scope", scope.text())
        .line("recipient", recipient);
  }
}
