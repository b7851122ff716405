package dev.coffer.protocol.note.batch;

import java.math.BigInteger;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * A sum of points of edwards25519 that grows, in the coordinates of RFC 8032 §5.1.4: x = X/Z, y =
 * Y/Z, xy = T/Z. The formulas hold for every pair of points. Its time depends on the points.
 */
final class EdwardsPoint {
  private final int[] x = X25519Field.create();
  private final int[] y = X25519Field.create();
  private final int[] z = X25519Field.create();
  private final int[] t = X25519Field.create();

  /** What the formulas call A to H; D and F, C and G, share their place. */
  private final int[] a = X25519Field.create();

  private final int[] b = X25519Field.create();
  private final int[] c = X25519Field.create();
  private final int[] d = X25519Field.create();
  private final int[] e = X25519Field.create();
  private final int[] h = X25519Field.create();

  /** The neutral point. */
  EdwardsPoint() {
    X25519Field.one(y);
    X25519Field.one(z);
  }

  /** {@code point}, {@code times} times; not negative. */
  static EdwardsPoint multiple(AffinePoint point, BigInteger times) {
    EdwardsPoint sum = new EdwardsPoint();
    for (int bit = times.bitLength() - 1; bit >= 0; bit--) {
      sum.twice();
      if (times.testBit(bit)) {
        sum.add(point);
      }
    }
    return sum;
  }

  void add(AffinePoint other) {
    X25519Field.apm(y, x, b, a);
    X25519Field.mul(a, other.yMinusX(), a);
    X25519Field.mul(b, other.yPlusX(), b);
    X25519Field.mul(t, other.xyTwiceD(), c);
    X25519Field.add(z, z, d);
    finish();
  }

  void add(EdwardsPoint other) {
    X25519Field.apm(other.y, other.x, d, c);
    X25519Field.apm(y, x, b, a);
    X25519Field.mul(a, c, a);
    X25519Field.mul(b, d, b);
    X25519Field.mul(t, other.t, c);
    X25519Field.mul(c, AffinePoint.TWICE_D, c);
    X25519Field.mul(z, other.z, d);
    X25519Field.add(d, d, d);
    finish();
  }

  /** From A, B, C and D to the sum. */
  private void finish() {
    X25519Field.apm(b, a, h, e);
    X25519Field.carry(d);
    X25519Field.apm(d, c, c, d);
    X25519Field.mul(e, d, x);
    X25519Field.mul(c, h, y);
    X25519Field.mul(e, h, t);
    X25519Field.mul(d, c, z);
  }

  /** Adds this point to itself. */
  void twice() {
    X25519Field.add(x, y, e);
    X25519Field.sqr(x, a);
    X25519Field.sqr(y, b);
    X25519Field.sqr(z, d);
    X25519Field.add(d, d, d);
    X25519Field.apm(a, b, h, c);
    X25519Field.sqr(e, e);
    X25519Field.carry(h);
    X25519Field.sub(h, e, e);
    X25519Field.carry(c);
    X25519Field.add(d, c, d);
    X25519Field.carry(d);
    X25519Field.mul(e, d, x);
    X25519Field.mul(c, h, y);
    X25519Field.mul(e, h, t);
    X25519Field.mul(d, c, z);
  }

  boolean isNeutral() {
    X25519Field.sub(y, z, a);
    return isZero(x) && isZero(a);
  }

  private static boolean isZero(int[] element) {
    int[] normal = X25519Field.create();
    X25519Field.copy(element, 0, normal, 0);
    X25519Field.normalize(normal);
    return X25519Field.isZeroVar(normal);
  }
}
