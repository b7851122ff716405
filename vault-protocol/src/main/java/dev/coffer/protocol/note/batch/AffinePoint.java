package dev.coffer.protocol.note.batch;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/** A point of edwards25519 with what adding it needs: y + x, y − x and 2dxy. */
final class AffinePoint {
  static final int LENGTH = 32;
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** RFC 8032 §5.1: d = −121665/121666. */
  private static final int[] D =
      element(BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)));

  static final int[] TWICE_D = twice(D);

  /** RFC 8032 §5.1: B, whose y is 4/5 and whose x is even. */
  static final AffinePoint BASE =
      decode(encoded(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P)))
          .orElseThrow();

  private final int[] yPlusX;
  private final int[] yMinusX;
  private final int[] xyTwiceD;

  private AffinePoint(int[] yPlusX, int[] yMinusX, int[] xyTwiceD) {
    this.yPlusX = yPlusX;
    this.yMinusX = yMinusX;
    this.xyTwiceD = xyTwiceD;
  }

  int[] yPlusX() {
    return yPlusX;
  }

  int[] yMinusX() {
    return yMinusX;
  }

  int[] xyTwiceD() {
    return xyTwiceD;
  }

  /** The point that {@code encoded} is the one encoding of; empty when there is none (§5.1.3). */
  static Optional<AffinePoint> decode(byte[] encoded) {
    byte[] ordinate = encoded.clone();
    boolean odd = (ordinate[LENGTH - 1] & 0x80) != 0;
    ordinate[LENGTH - 1] &= 0x7F;
    if (LittleEndian.number(ordinate).compareTo(P) >= 0) {
      return Optional.empty();
    }
    int[] y = X25519Field.create();
    X25519Field.decode255(ordinate, y);
    int[] x = X25519Field.create();
    return abscissa(y, odd, x) ? Optional.of(of(x, y)) : Optional.empty();
  }

  /** x² = (y² − 1) / (dy² + 1). */
  private static boolean abscissa(int[] y, boolean odd, int[] x) {
    int[] u = X25519Field.create();
    int[] v = X25519Field.create();
    X25519Field.sqr(y, u);
    X25519Field.mul(u, D, v);
    X25519Field.subOne(u);
    X25519Field.addOne(v);
    if (!X25519Field.sqrtRatioVar(u, v, x)) {
      return false;
    }
    X25519Field.normalize(x);
    if (odd && X25519Field.isZeroVar(x)) {
      return false;
    }
    if (odd != ((x[0] & 1) == 1)) {
      X25519Field.negate(x, x);
      X25519Field.normalize(x);
    }
    return true;
  }

  private static AffinePoint of(int[] x, int[] y) {
    int[] plus = X25519Field.create();
    int[] minus = X25519Field.create();
    X25519Field.apm(y, x, plus, minus);
    X25519Field.carry(plus);
    X25519Field.carry(minus);
    int[] product = X25519Field.create();
    X25519Field.mul(x, y, product);
    X25519Field.mul(product, TWICE_D, product);
    return new AffinePoint(plus, minus, product);
  }

  AffinePoint negated() {
    int[] negative = X25519Field.create();
    X25519Field.negate(xyTwiceD, negative);
    X25519Field.carry(negative);
    return new AffinePoint(/* yPlusX= */ yMinusX, /* yMinusX= */ yPlusX, negative);
  }

  private static int[] element(BigInteger value) {
    int[] element = X25519Field.create();
    X25519Field.decode255(encoded(value.mod(P)), element);
    return element;
  }

  private static int[] twice(int[] element) {
    int[] twice = X25519Field.create();
    X25519Field.add(element, element, twice);
    X25519Field.carry(twice);
    return twice;
  }

  private static byte[] encoded(BigInteger value) {
    return LittleEndian.bytes(value, LENGTH);
  }
}
