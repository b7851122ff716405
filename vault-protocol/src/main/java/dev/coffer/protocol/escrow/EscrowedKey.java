package dev.coffer.protocol.escrow;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteSigner;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.note.VerificationKey;

/**
 * One environment's key, sealed to the server's escrow key for one policy and signed by the device
 * that sealed it: nobody who only knows the public key can plant one.
 *
 * @param context what it may be opened for
 * @param author the device that sealed it
 * @param sealed HPKE's encapsulated key (65 bytes) and ciphertext (48 bytes)
 * @param note the signed text
 */
public record EscrowedKey(EscrowContext context, KeyId author, Bytes sealed, SignedNote note) {
  public static final int SEALED_LENGTH = EscrowPublicKey.LENGTH + 32 + 16;
  private static final String TITLE = "coffer/1 escrowed key";

  public static EscrowedKey sign(EscrowContext context, Bytes sealed, NoteSigner author) {
    sealed.requireLength(SEALED_LENGTH);
    KeyId authorId = author.verificationKey().name();
    String text =
        context.text(TITLE).line("author", authorId).line("sealed", sealed.base64()).text();
    return new EscrowedKey(context, authorId, sealed, SignedNote.sign(text, author));
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws Malformed for anything else
   */
  public static EscrowedKey parse(String encoded) {
    SignedNote signed = SignedNote.parse(encoded);
    NoteReader note = new NoteReader(signed.text(), TITLE);
    EscrowContext context = EscrowContext.read(note);
    KeyId author = new KeyId(note.value("author"));
    Bytes sealed = Bytes.ofBase64(note.value("sealed"), SEALED_LENGTH);
    note.end();
    if (!author.equals(signed.signer())) {
      throw new Malformed("an escrowed key is signed by its author");
    }
    return new EscrowedKey(context, author, sealed, signed);
  }

  /** The policy and environment that it is for. */
  public EscrowGrant grant() {
    return new EscrowGrant(context.policy(), context.environment());
  }

  public boolean signedBy(VerificationKey key) {
    return note.verify(key);
  }

  public String format() {
    return note.format();
  }
}
