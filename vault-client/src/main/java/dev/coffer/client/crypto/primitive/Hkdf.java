package dev.coffer.client.crypto.primitive;

import dev.coffer.protocol.note.NoteWriter;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF with SHA-256 (RFC 5869). An empty salt is 32 zero bytes (§2.2). */
public final class Hkdf {
  public static final byte[] NO_SALT = {};

  private Hkdf() {}

  /** {@code length} bytes from input key material, salt and {@code info}. */
  public static byte[] derive(byte[] keyMaterial, byte[] salt, byte[] info, int length) {
    var generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(keyMaterial, salt, info));
    byte[] derived = new byte[length];
    generator.generateBytes(derived, 0, length);
    return derived;
  }

  /** The {@code info} that consists of a title line alone. */
  public static byte[] label(String title) {
    return new NoteWriter(title).text().getBytes(StandardCharsets.UTF_8);
  }
}
