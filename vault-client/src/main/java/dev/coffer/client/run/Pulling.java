package dev.coffer.client.run;

import dev.coffer.client.ClientException;
import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.client.merge.Resolution;
import dev.coffer.protocol.Malformed;
import java.nio.file.Path;
import java.util.Collection;

/** Merges the server's versions of several projects into the local copies, as {@code pull} does. */
public final class Pulling {
  private final Surroundings surroundings;

  public Pulling(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Pulls the vault of each project in {@code folders}.
   *
   * @throws ClientException.Conflict when the same variable was edited here; nothing changed
   */
  public void pull(Collection<Path> folders) {
    folders.forEach(this::pull);
  }

  private void pull(Path folder) {
    Surroundings there =
        new Surroundings(
            surroundings.environment(),
            folder,
            surroundings.clock(),
            surroundings.random(),
            warning -> {});
    try {
      new Workspace(there).sync(new Workspace.NoLegacyKey()).pull(Resolution.REFUSE);
    } catch (Malformed e) {
      throw new ClientException.Tampered(e.getMessage(), null);
    }
  }
}
