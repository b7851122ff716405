package dev.coffer.protocol.note;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.batch.SignatureBatch;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A text with exactly one signature. Written as the text, an empty line, and {@code — keyId base64}
 * where the base64 holds the 4-byte key hint and the 64-byte signature (C2SP {@code signed-note}).
 * Parsing proves the form only; {@link #verify} proves who wrote it.
 *
 * @param text ends with a line feed and has no empty line
 */
public record SignedNote(String text, KeyId signer, Bytes hint, Bytes signature) {
  private static final String SIGNATURE_START = "\u2014 ";

  /** Fewer are verified faster one after the other. */
  private static final int WORTH_A_SUM = 48;

  public SignedNote {
    if (!text.endsWith("\n") || text.startsWith("\n") || text.contains("\n\n")) {
      throw new Malformed("a signed text ends with a line feed and has no empty line");
    }
    if (!Characters.arePlainLines(text)) {
      throw new Malformed("a signed text has no control characters and no half characters");
    }
    hint.requireLength(VerificationKey.HINT_LENGTH);
    signature.requireLength(Ed25519.SIGNATURE_SIZE);
  }

  public static SignedNote sign(String text, NoteSigner signer) {
    VerificationKey key = signer.verificationKey();
    Bytes signature = signer.sign(text.getBytes(StandardCharsets.UTF_8));
    return new SignedNote(text, key.name(), key.hint(), signature);
  }

  /**
   * Reads one note.
   *
   * @throws Malformed unless {@code encoded} is exactly what {@link #format} writes
   */
  public static SignedNote parse(String encoded) {
    int gap = encoded.indexOf("\n\n");
    if (gap < 0) {
      throw new Malformed("a signed note has an empty line before its signature");
    }
    String line = encoded.substring(gap + 2);
    String[] words = line.split(" ", -1);
    if (words.length != 3 || !line.startsWith(SIGNATURE_START) || !line.endsWith("\n")) {
      throw new Malformed("a signed note ends with one line '\u2014 keyId signature'");
    }
    byte[] blob =
        Bytes.ofBase64(
                words[2].substring(0, words[2].length() - 1),
                VerificationKey.HINT_LENGTH + Ed25519.SIGNATURE_SIZE)
            .toArray();
    return new SignedNote(
        encoded.substring(0, gap + 1),
        new KeyId(words[1]),
        Bytes.of(Arrays.copyOf(blob, VerificationKey.HINT_LENGTH)),
        Bytes.of(Arrays.copyOfRange(blob, VerificationKey.HINT_LENGTH, blob.length)));
  }

  /** Whether {@code key} made this note: same name, same hint, valid signature over the text. */
  public boolean verify(VerificationKey key) {
    return names(key) && key.verifies(text.getBytes(StandardCharsets.UTF_8), signature);
  }

  /**
   * Whether {@code key} made all of {@code notes}. Many are verified with one sum, which allows
   * what {@link SignatureBatch} says: for a server's check of what each reader verifies by itself.
   */
  public static boolean verifyAll(
      Collection<SignedNote> notes, VerificationKey key, SecureRandom random) {
    if (notes.size() < WORTH_A_SUM) {
      return notes.stream().allMatch(note -> note.verify(key));
    }
    if (!key.isPoint() || !notes.stream().allMatch(note -> note.names(key))) {
      return false;
    }
    SignatureBatch batch = new SignatureBatch(key.key().toArray(), random);
    notes.forEach(
        note -> batch.add(note.text.getBytes(StandardCharsets.UTF_8), note.signature.toArray()));
    return batch.holds();
  }

  private boolean names(VerificationKey key) {
    return signer.equals(key.name()) && hint.equals(key.hint());
  }

  /** The digest of the text without its signature: what a successor names as its parent. */
  public Digest digest() {
    return Digest.of(text);
  }

  public String format() {
    byte[] blob =
        Arrays.copyOf(hint.toArray(), VerificationKey.HINT_LENGTH + Ed25519.SIGNATURE_SIZE);
    System.arraycopy(
        signature.toArray(), 0, blob, VerificationKey.HINT_LENGTH, Ed25519.SIGNATURE_SIZE);
    return text + "\n" + SIGNATURE_START + signer + " " + Bytes.of(blob).base64() + "\n";
  }
}
