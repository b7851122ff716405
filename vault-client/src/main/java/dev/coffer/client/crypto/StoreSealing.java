package dev.coffer.client.crypto;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.note.NoteWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Seals local files. A file opens only under the purpose it was sealed for, so one file put in
 * another's place is noticed; an older copy of the same file is not. Layout as {@link
 * SealedSection}.
 */
public final class StoreSealing {
  private final SecureRandom random;

  public StoreSealing(SecureRandom random) {
    this.random = random;
  }

  /**
   * Seals {@code content} for {@code purpose}, such as {@code vault ID}.
   *
   * @throws Malformed when the purpose is empty or holds a control character
   */
  public Bytes seal(StoreKey key, String purpose, byte[] content) {
    byte[] context = context(purpose);
    ContentKey contentKey = ContentKey.fresh(key, context, random);
    try {
      return contentKey.seal(context, content, random).bytes();
    } finally {
      contentKey.destroy();
    }
  }

  /**
   * The content that was sealed for {@code purpose}.
   *
   * @throws CannotOpen when key, purpose or any byte is another
   */
  public byte[] open(StoreKey key, String purpose, Bytes sealed) {
    SealedSection section = section(sealed);
    byte[] context = context(purpose);
    ContentKey contentKey = ContentKey.derive(key, section.salt().toArray(), context);
    try {
      return contentKey.open(context, section);
    } finally {
      contentKey.destroy();
    }
  }

  private static SealedSection section(Bytes sealed) {
    try {
      return SealedSection.parse(sealed);
    } catch (Malformed e) {
      throw new CannotOpen();
    }
  }

  private static byte[] context(String purpose) {
    return new NoteWriter("coffer/1 local store")
        .line("purpose", purpose)
        .text()
        .getBytes(StandardCharsets.UTF_8);
  }
}
