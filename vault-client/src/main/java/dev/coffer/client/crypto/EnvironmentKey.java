package dev.coffer.client.crypto;

/** Opens one environment of one vault in one epoch, in every version of it. */
final class EnvironmentKey extends SymmetricKey {
  EnvironmentKey(byte[] content) {
    super(content);
  }
}
