package dev.coffer.protocol.note.batch;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ed25519 signatures by one key that hold together, or not: {@link #holds} is true when each of
 * them fulfils 8·S·B = 8·R + 8·k·A, the equation of RFC 8032 §5.1.7, and else false but for one
 * chance in 2¹²⁸, whatever the signatures are. Each is taken as often as a random number of 128
 * bits says, so that no two wrong ones make up for each other.
 *
 * <p>A verifier of single signatures may leave the 8 away, and then refuses some that only the
 * key's owner can make, and that hold here. So this is for a first check, not for what different
 * readers have to see alike. Not safe for use by several threads.
 */
public final class SignatureBatch {
  private static final int SIGNATURE_LENGTH = 64;
  private static final int WEIGHT_LENGTH = 16;
  private static final BigInteger COFACTOR = BigInteger.valueOf(8);

  /** RFC 8032 §5.1: the order of B. */
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private final byte[] key;
  private final SecureRandom random;
  private final List<PointSum.Term> commitments = new ArrayList<>();
  private BigInteger ofBase = BigInteger.ZERO;
  private BigInteger ofKey = BigInteger.ZERO;
  private boolean wellFormed = true;

  /** No signatures yet, by {@code key} (32 bytes), which the caller has found to be a point. */
  public SignatureBatch(byte[] key, SecureRandom random) {
    this.key = key.clone();
    this.random = random;
  }

  /** Adds one signature (64 bytes) of {@code message}. */
  public void add(byte[] message, byte[] signature) {
    byte[] commitment = new byte[AffinePoint.LENGTH];
    byte[] response = new byte[SIGNATURE_LENGTH - AffinePoint.LENGTH];
    System.arraycopy(signature, 0, commitment, 0, commitment.length);
    System.arraycopy(signature, commitment.length, response, 0, response.length);
    BigInteger s = LittleEndian.number(response);
    Optional<AffinePoint> r = AffinePoint.decode(commitment);
    if (r.isEmpty() || s.compareTo(ORDER) >= 0) {
      wellFormed = false;
      return;
    }
    byte[] weight = new byte[WEIGHT_LENGTH];
    random.nextBytes(weight);
    BigInteger times = LittleEndian.number(weight);
    commitments.add(new PointSum.Term(r.get().negated(), weight));
    ofBase = ofBase.add(times.multiply(s));
    ofKey = ofKey.add(times.multiply(challenge(commitment, message)));
  }

  private BigInteger challenge(byte[] commitment, byte[] message) {
    MessageDigest sha512 = sha512();
    sha512.update(commitment);
    sha512.update(key);
    return LittleEndian.number(sha512.digest(message));
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-512", e);
    }
  }

  /** Whether all that were added hold. True for none. */
  public boolean holds() {
    Optional<AffinePoint> a = AffinePoint.decode(key);
    if (!wellFormed || a.isEmpty()) {
      return false;
    }
    EdwardsPoint sum = PointSum.of(commitments, WEIGHT_LENGTH);
    sum.add(EdwardsPoint.multiple(AffinePoint.BASE, ofBase.mod(ORDER)));
    sum.add(EdwardsPoint.multiple(a.get().negated(), ofKey.mod(ORDER)));
    for (int bit = 1; bit < COFACTOR.bitLength(); bit++) {
      sum.twice();
    }
    return sum.isNeutral();
  }
}
