package dev.coffer.client;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;

/**
 * The platform's {@link SecureRandom}, made when its first byte is asked for: most commands only
 * read, and looking for security providers takes a fifth of their time. Safe for several threads.
 */
final class LaterRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  LaterRandom() {
    super(new Source(), null);
  }

  private static final class Platform {
    static final SecureRandom RANDOM = new SecureRandom();
  }

  private static final class Source extends SecureRandomSpi {
    private static final long serialVersionUID = 1L;

    @Override
    protected void engineSetSeed(byte[] seed) {
      Platform.RANDOM.setSeed(seed);
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      Platform.RANDOM.nextBytes(bytes);
    }

    @Override
    protected byte[] engineGenerateSeed(int length) {
      return Platform.RANDOM.generateSeed(length);
    }
  }
}
