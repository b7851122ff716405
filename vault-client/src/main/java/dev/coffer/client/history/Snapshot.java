package dev.coffer.client.history;

import dev.coffer.client.ClientException;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One version that passed every check, not opened until its contents are asked for.
 *
 * @param closed why this device cannot open it; empty when it can
 */
public record Snapshot(Stamp stamp, Optional<String> closed, Supplier<VaultContents> opening) {

  public int version() {
    return stamp.version();
  }

  /**
   * The variables of the version.
   *
   * @throws ClientException.Refused when it is closed to this device
   */
  public VaultContents contents() {
    if (closed.isPresent()) {
      throw new ClientException.Refused(
          403,
          "version_closed",
          "version " + version() + " cannot be opened here: " + closed.get(),
          "name another version, or do it on a device that was there",
          null);
    }
    return opening.get();
  }

  /**
   * The same version with {@code environment} alone, as its readers see it: what it inherits from
   * {@code lineage} included.
   */
  public Snapshot seenAs(EnvironmentName environment, List<EnvironmentName> lineage) {
    return new Snapshot(
        stamp,
        closed,
        () -> VaultContents.EMPTY.replacing(environment, contents().layered(lineage)));
  }

  @Override
  public String toString() {
    return "Snapshot[" + version() + "]";
  }
}
