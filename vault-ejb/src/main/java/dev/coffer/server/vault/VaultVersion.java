package dev.coffer.server.vault;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.PayloadFormat;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** One version's bytes, as pushed. Never changed; deleted when the history grows too long. */
@Entity
@Table(name = "vault_version")
@IdClass(VaultVersionId.class)
@NamedQuery(
    name = VaultVersion.HISTORY,
    query =
        "select new dev.coffer.protocol.wire.vault.VersionView("
            + "v.version, v.format, v.author, v.account, v.createdAt, v.size)"
            + " from VaultVersion v where v.vault = :vault and v.version < :before"
            + " order by v.version desc")
@NamedQuery(
    name = VaultVersion.PRUNE,
    query = "delete from VaultVersion v where v.vault = :vault and v.version <= :last")
@SuppressWarnings("UnusedVariable") // HISTORY and VaultFloors read what no method does
public class VaultVersion {
  static final String HISTORY = "VaultVersion.history";
  static final String PRUNE = "VaultVersion.prune";

  @Id private String vault;
  @Id private int version;
  private String format;
  private int epoch;

  @Column(name = "encrypted_blob")
  private String encryptedBlob;

  @Column(name = "wrapped_key")
  private String wrappedKey;

  private String author;
  private String account;

  @Column(name = "created_at")
  private Instant createdAt;

  private int size;

  /** As the vault's head had it; null in versions of before V6. */
  private Digest digest;

  protected VaultVersion() {}

  VaultVersion(Vault vault, NextVersion next, String account) {
    this.vault = vault.id();
    this.version = next.version();
    this.format = next.format().wireName();
    this.epoch = next.epoch();
    this.encryptedBlob = next.push().encryptedBlob();
    this.wrappedKey = next.push().wrappedKey().orElse(null);
    this.author = next.author().map(Object::toString).orElse(null);
    this.account = account;
    this.createdAt = next.time();
    this.size = encryptedBlob.length();
    this.digest = next.headDigest();
  }

  int version() {
    return version;
  }

  PayloadFormat format() {
    return PayloadFormat.ofWireName(format).orElseThrow();
  }

  int epoch() {
    return epoch;
  }

  String encryptedBlob() {
    return encryptedBlob;
  }

  /** Format {@code lpm} only. */
  Optional<String> wrappedKey() {
    return Optional.ofNullable(wrappedKey);
  }

  Instant createdAt() {
    return createdAt;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VaultVersion that
        && version == that.version
        && vault.equals(that.vault);
  }

  @Override
  public int hashCode() {
    return vault.hashCode() * 31 + version;
  }

  @Override
  public String toString() {
    return "VaultVersion[" + vault + " " + version + "]";
  }
}
