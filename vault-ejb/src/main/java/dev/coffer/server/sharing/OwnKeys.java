package dev.coffer.server.sharing;

import java.util.List;
import java.util.Optional;

/**
 * The wrapped keys of one epoch that one device has and may have, as their authors signed them.
 *
 * @param vaultKey empty where it has none, or those of single environments
 */
public record OwnKeys(Optional<String> vaultKey, List<String> environmentKeys) {
  /** Of whoever has none. */
  public static final OwnKeys NONE = new OwnKeys(Optional.empty(), List.of());

  public OwnKeys {
    environmentKeys = List.copyOf(environmentKeys);
  }
}
