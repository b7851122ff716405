package dev.coffer.server.access;

import dev.coffer.protocol.KeyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the server remembers of an access token it issued: never the token, only the id inside it.
 * Valid until it expires or is revoked, whichever is first, and never again.
 */
@Entity
@Table(name = "access_token")
public class AccessToken {
  @Id private String id;

  @Column(name = "account_id")
  private UUID accountId;

  private String name;

  @Enumerated(EnumType.STRING)
  private Scope scope;

  private KeyId device;

  /** The device whose session made this token, or the token that made it; null for neither. */
  @Column(name = "made_by")
  private KeyId madeBy;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  protected AccessToken() {}

  public AccessToken(
      UUID id, UUID accountId, String name, Scope scope, Instant createdAt, Duration lifetime) {
    this.id = id.toString();
    this.accountId = accountId;
    this.name = name;
    this.scope = scope;
    this.createdAt = createdAt;
    this.expiresAt = createdAt.plus(lifetime);
  }

  /** A successor with the same reach and span of life, under another id. */
  public AccessToken renewed(UUID newId, Instant now) {
    AccessToken renewed = new AccessToken(newId, accountId, name, scope, now, lifetime());
    renewed.device = device;
    renewed.madeBy = madeBy;
    return renewed;
  }

  /** Ties this token's life to the device behind {@code maker}: what it made ends with it. */
  public void comesFrom(AccessToken maker) {
    madeBy = maker.device == null ? maker.madeBy : maker.device;
  }

  /** Ends this token; a second time changes nothing. */
  public void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  /** Ties this token to a device, whose standing decides from now on what it may do. */
  public void bind(KeyId keyId) {
    this.device = keyId;
  }

  public UUID id() {
    return UUID.fromString(id);
  }

  public UUID accountId() {
    return accountId;
  }

  public String name() {
    return name;
  }

  public Scope scope() {
    return scope;
  }

  public Optional<KeyId> device() {
    return Optional.ofNullable(device);
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  public Duration lifetime() {
    return Duration.between(createdAt, expiresAt);
  }

  public boolean isLive(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccessToken that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "AccessToken[" + id + "]";
  }
}
