package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The versions of one vault that the server keeps, each asked for once. What it answers is not
 * believed here. Not for several threads.
 */
public final class StoredVersions {
  private final VaultId vault;
  private final VaultRemote remote;
  private final Map<Integer, Optional<Pulled>> answers = new HashMap<>();

  public StoredVersions(VaultId vault, VaultRemote remote) {
    this.vault = vault;
    this.remote = remote;
  }

  /** What the server calls {@code version}; empty when it no longer has it. */
  Optional<Pulled> version(int version) {
    return answers.computeIfAbsent(version, this::ask);
  }

  private Optional<Pulled> ask(int version) {
    try {
      return Optional.of(remote.pullVersion(vault, version));
    } catch (ClientException.Refused e) {
      if (e.code().equals(Problem.NOT_FOUND.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
