package dev.coffer.protocol.envelope;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteSigner;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.note.VerificationKey;
import java.security.SecureRandom;
import java.util.Collection;

/**
 * A vault or environment key sealed to one recipient and signed by the device that sealed it. The
 * signature is needed because anyone who knows a public key can seal to it (RFC 9180 §9.1.1).
 *
 * @param context where it is valid
 * @param author the device that wrapped it
 * @param sealed HPKE's encapsulated key (32 bytes) and ciphertext (48 bytes)
 * @param note the signed text
 */
public record WrappedKey(WrapContext context, KeyId author, Bytes sealed, SignedNote note) {
  public static final int SEALED_LENGTH = 80;
  private static final String TITLE = "coffer/1 wrapped key";

  public static WrappedKey sign(WrapContext context, Bytes sealed, NoteSigner author) {
    sealed.requireLength(SEALED_LENGTH);
    KeyId authorId = author.verificationKey().name();
    String text =
        context.text(TITLE).line("author", authorId).line("wrapped", sealed.base64()).text();
    return new WrappedKey(context, authorId, sealed, SignedNote.sign(text, author));
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws Malformed for anything else
   */
  public static WrappedKey parse(String encoded) {
    SignedNote signed = SignedNote.parse(encoded);
    NoteReader note = new NoteReader(signed.text(), TITLE);
    VaultId vault = new VaultId(note.value("vault"));
    int epoch = note.count("epoch");
    KeyScope scope = KeyScope.parse(note.value("scope"));
    KeyId recipient = new KeyId(note.value("recipient"));
    KeyId author = new KeyId(note.value("author"));
    Bytes sealed = Bytes.ofBase64(note.value("wrapped"), SEALED_LENGTH);
    note.end();
    if (!author.equals(signed.signer())) {
      throw new Malformed("a wrapped key is signed by its author");
    }
    return new WrappedKey(new WrapContext(vault, epoch, scope, recipient), author, sealed, signed);
  }

  public boolean signedBy(VerificationKey key) {
    return note.verify(key);
  }

  /**
   * Whether {@code key} signed all of {@code keys}, as far as {@link SignedNote#verifyAll} says.
   */
  public static boolean allSignedBy(
      VerificationKey key, Collection<WrappedKey> keys, SecureRandom random) {
    return SignedNote.verifyAll(keys.stream().map(WrappedKey::note).toList(), key, random);
  }

  public String format() {
    return note.format();
  }
}
