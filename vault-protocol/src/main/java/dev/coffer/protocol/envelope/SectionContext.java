package dev.coffer.protocol.envelope;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.note.NoteWriter;
import java.nio.charset.StandardCharsets;

/**
 * The one place where a sealed section is valid. Its texts are the key derivations' {@code info}
 * (RFC 5869 §2.3) and the cipher's associated data, so a section moved to another vault,
 * environment, epoch or version does not open.
 *
 * @param version the version in which the section is sealed
 */
public record SectionContext(VaultId vault, int epoch, EnvironmentName environment, int version) {

  /** {@code info} for deriving the environment key from the vault key. */
  public byte[] environmentKeyInfo() {
    return bytes(environmentKeyText("coffer/1 environment key"));
  }

  /** {@code info} for deriving content key and commitment from the environment key and the salt. */
  public byte[] contentKeyInfo() {
    return bytes(new NoteWriter("coffer/1 content key").line("version", version));
  }

  /** Associated data of the section's AES-256-GCM ciphertext. */
  public byte[] associatedData() {
    return bytes(environmentKeyText("coffer/1 section").line("version", version));
  }

  private NoteWriter environmentKeyText(String title) {
    return new NoteWriter(title)
        .line("vault", vault)
        .line("epoch", epoch)
        .line("environment", environment);
  }

  private static byte[] bytes(NoteWriter note) {
    return note.text().getBytes(StandardCharsets.UTF_8);
  }
}
