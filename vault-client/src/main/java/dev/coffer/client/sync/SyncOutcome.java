package dev.coffer.client.sync;

import dev.coffer.client.vault.KeyChange;
import java.util.List;

/**
 * What a push, pull or rotation did.
 *
 * @param status {@code created}, {@code updated}, {@code recovered} (an earlier push had arrived),
 *     {@code unchanged}, {@code pulled}, {@code up_to_date}, {@code rotated} or {@code rolled_back}
 * @param version the version that both sides now have
 * @param changes what changed on the side that was written
 */
public record SyncOutcome(String status, int version, List<KeyChange> changes) {
  public SyncOutcome {
    changes = List.copyOf(changes);
  }
}
