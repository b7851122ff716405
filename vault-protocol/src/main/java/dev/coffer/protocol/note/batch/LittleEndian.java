package dev.coffer.protocol.note.batch;

import java.math.BigInteger;

/** Numbers as RFC 8032 writes them: the lowest byte first. */
final class LittleEndian {
  private static final int BITS = 8;

  private LittleEndian() {}

  static BigInteger number(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }

  /** The {@code length} lowest bytes of a number that is not negative. */
  static byte[] bytes(BigInteger number, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = number.shiftRight(i * BITS).byteValue();
    }
    return bytes;
  }
}
