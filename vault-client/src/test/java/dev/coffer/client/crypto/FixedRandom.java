package dev.coffer.client.crypto;

import dev.coffer.protocol.Digest;
import java.security.SecureRandom;

/** The same bytes for the same seed: for vectors, and for nothing else. */
public final class FixedRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;
  private final String seed;
  private int used;

  public FixedRandom(String seed) {
    this.seed = seed;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = Digest.of(seed + " " + used++).value().toArray()[0];
    }
  }
}
