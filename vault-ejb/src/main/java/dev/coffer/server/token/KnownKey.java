package dev.coffer.server.token;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The thumbprint of the one key that all servers of this database sign with (RFC 7638). */
@Entity
@Table(name = "signing_key")
public class KnownKey {
  static final String CURRENT = "current";

  @Id private String id;
  private String thumbprint;

  protected KnownKey() {}

  KnownKey(String thumbprint) {
    this.id = CURRENT;
    this.thumbprint = thumbprint;
  }

  String thumbprint() {
    return thumbprint;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KnownKey that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "KnownKey[" + id + "]";
  }
}
