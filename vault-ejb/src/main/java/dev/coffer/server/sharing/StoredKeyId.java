package dev.coffer.server.sharing;

import java.io.Serializable;
import java.util.Objects;

/** Names one recipient's key to one epoch. A class because this platform takes no record. */
public class StoredKeyId implements Serializable {
  private static final long serialVersionUID = 1L;

  private String vault;
  private int epoch;
  private String recipient;
  private String scope;

  protected StoredKeyId() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredKeyId that
        && epoch == that.epoch
        && Objects.equals(vault, that.vault)
        && Objects.equals(recipient, that.recipient)
        && Objects.equals(scope, that.scope);
  }

  @Override
  public int hashCode() {
    return Objects.hash(vault, epoch, recipient, scope);
  }
}
