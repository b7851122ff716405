package dev.coffer.client.payload;

import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The versions of one vault from a verified head downwards, each checked before it is shown. Not
 * for several threads.
 */
public final class Trail {
  private final Pulled head;
  private final StoredVersions versions;
  private final Check check;
  private int next;

  Trail(Pulled head, StoredVersions versions, Check check) {
    this.head = head;
    this.versions = versions;
    this.check = check;
    this.next = head.vault().version();
  }

  /**
   * The head, then with each call the version below; empty below version 1, and where the history
   * that the server keeps begins.
   *
   * @throws dev.coffer.client.ClientException.Tampered when the server shows something else as that
   *     version
   */
  public Optional<Step> next() {
    if (next < 1) {
      return Optional.empty();
    }
    boolean first = next == head.vault().version();
    Optional<Step> step =
        (first ? Optional.of(head) : versions.version(next))
            .map(found -> check.step(found.vault(), next));
    next = step.isPresent() ? next - 1 : 0;
    return step;
  }

  /** What a format demands of the version below one that was checked. */
  interface Check {
    /**
     * Checks {@code answer}; called with the head, then with every version below in turn.
     *
     * @param version the one that was asked for
     */
    Step step(PulledVault answer, int version);
  }

  /**
   * One version that passed every check.
   *
   * @param author empty where the format does not tell
   * @param time when its author made it; in format {@code lpm} when the server stored it
   * @param closed why this device cannot open it; empty when it can
   * @param contents opens it when asked
   */
  public record Step(
      int version,
      Optional<ChainDevice> author,
      Optional<Instant> time,
      Optional<String> closed,
      Supplier<VaultContents> contents) {

    @Override
    public String toString() {
      return "Step[" + version + "]";
    }
  }
}
