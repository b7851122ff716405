package dev.coffer.protocol.wire.vault;

import java.util.List;
import java.util.Map;

/**
 * {@code POST /api/vaults/{id}/sync}: store this as the vault's next version.
 *
 * @param encryptedBlob the envelope ({@code coffer/1}) or cipher text ({@code lpm}); always present
 * @param wrappedKey format {@code lpm}: the wrapped content key; absent for {@code coffer/1}
 * @param expectedVersion the version this replaces; absent for a first push
 * @param force {@code true} replaces whatever version there is; {@code lpm} only
 * @param name display name; absent keeps the stored one
 * @param schema the {@code envSchema} document; absent keeps the stored one
 * @param format {@code coffer/1} or {@code lpm}; absent means {@code lpm}
 * @param wrappedKeys format {@code coffer/1}: signed wrapped keys that the server does not have yet
 * @param escrowedKeys the environment keys that a new epoch escrows for the vault's trust policies,
 *     signed; absent when there are none
 */
public record PushVault(
    String encryptedBlob,
    String wrappedKey,
    Integer expectedVersion,
    Boolean force,
    String name,
    Map<String, Object> schema,
    String format,
    List<String> wrappedKeys,
    List<String> escrowedKeys) {

  /** A push that escrows nothing. */
  public PushVault(
      String encryptedBlob,
      String wrappedKey,
      Integer expectedVersion,
      Boolean force,
      String name,
      Map<String, Object> schema,
      String format,
      List<String> wrappedKeys) {
    this(
        encryptedBlob, wrappedKey, expectedVersion, force, name, schema, format, wrappedKeys, null);
  }
}
