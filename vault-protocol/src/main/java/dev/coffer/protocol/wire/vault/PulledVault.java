package dev.coffer.protocol.wire.vault;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /api/vaults/{id}/sync}: one version of a vault.
 *
 * @param wrappedKey format {@code lpm}: the wrapped content key; format {@code coffer/1}: the
 *     calling device's signed wrapped key, absent when there is none for it
 * @param version the version of this envelope
 * @param headVersion the newest version
 * @param format {@code coffer/1} or {@code lpm}
 * @param recipients format {@code coffer/1}: who has a wrapped key of the envelope's epoch, each as
 *     {@link dev.coffer.protocol.envelope.Recipient#text} writes it
 * @param name display name; may be absent
 * @param schema the {@code envSchema} document; may be absent
 * @param updatedAt when this version was stored, by the server's clock
 * @param environmentKeys the calling device's signed wrapped keys of single environments; absent
 *     unless it has some
 */
public record PulledVault(
    String vaultId,
    String encryptedBlob,
    String wrappedKey,
    Integer version,
    Integer headVersion,
    String format,
    List<String> recipients,
    String name,
    Map<String, Object> schema,
    Instant updatedAt,
    List<String> environmentKeys) {

  /** A version for a device that has no keys of single environments. */
  public PulledVault(
      String vaultId,
      String encryptedBlob,
      String wrappedKey,
      Integer version,
      Integer headVersion,
      String format,
      List<String> recipients,
      String name,
      Map<String, Object> schema,
      Instant updatedAt) {
    this(
        vaultId,
        encryptedBlob,
        wrappedKey,
        version,
        headVersion,
        format,
        recipients,
        name,
        schema,
        updatedAt,
        null);
  }
}
