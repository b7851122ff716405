package dev.coffer.server.vault;

import java.io.Serializable;
import java.util.Objects;

/** Names one version of one vault. A class because this platform takes no record for a key. */
public class VaultVersionId implements Serializable {
  private static final long serialVersionUID = 1L;

  private String vault;
  private int version;

  protected VaultVersionId() {}

  VaultVersionId(String vault, int version) {
    this.vault = vault;
    this.version = version;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VaultVersionId that
        && version == that.version
        && Objects.equals(vault, that.vault);
  }

  @Override
  public int hashCode() {
    return Objects.hash(vault, version);
  }
}
