package dev.coffer.protocol.wire.lpm;

/**
 * {@code POST} and {@code DELETE /api/vault/oidc/escrow}.
 *
 * @param wrappingKeyHex 64 hexadecimal digits; absent when the key is taken back
 */
public record LpmWrappingKey(String vaultId, String wrappingKeyHex) {

  /** Without the key. */
  @Override
  public String toString() {
    return "LpmWrappingKey[" + vaultId + "]";
  }
}
