package dev.coffer.client.crypto;

/** Seals the local files of one machine and profile; derived from the machine key. */
public final class StoreKey extends SymmetricKey {
  StoreKey(byte[] content) {
    super(content);
  }
}
