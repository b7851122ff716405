package dev.coffer.client.crypto.primitive;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HMAC with SHA-256 (RFC 2104) under one key. Not for use by several threads. */
public final class HmacSha256 {
  private final HMac mac = new HMac(new SHA256Digest());

  /** Copies {@code key}. */
  public HmacSha256(byte[] key) {
    mac.init(new KeyParameter(key));
  }

  /** The 32-byte digest of {@code length} bytes from {@code start}. */
  public byte[] digest(byte[] content, int start, int length) {
    byte[] digest = new byte[mac.getMacSize()];
    mac.update(content, start, length);
    mac.doFinal(digest, 0);
    return digest;
  }
}
