package dev.coffer.server.organisation;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.membership.Membership;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * One organisation, and where its chain ends. Its row is locked by whoever appends an event, so
 * that of two events onto one head one is accepted.
 */
@Entity
public class Organisation {
  @Id private String id;
  private String name;

  @Column(name = "head_digest")
  private Digest headDigest;

  private long length;
  private boolean lpm;

  @Column(name = "created_at")
  private Instant createdAt;

  protected Organisation() {}

  /** An organisation whose chain has its first event. */
  Organisation(Membership first, Instant createdAt) {
    this.id = first.organisation().toString();
    this.name = first.name().value();
    this.createdAt = createdAt;
    follow(first);
  }

  /** Moves on to the newest event of {@code membership}. */
  final void follow(Membership membership) {
    headDigest = membership.head().orElseThrow().digest();
    length = membership.length();
    lpm = membership.allowsLpm();
  }

  public UUID id() {
    return UUID.fromString(id);
  }

  public String name() {
    return name;
  }

  public boolean allowsLpm() {
    return lpm;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** The newest event. */
  public ChainPosition head() {
    return new ChainPosition(length - 1, headDigest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Organisation that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "Organisation[" + id + "]";
  }
}
