package dev.coffer.protocol.chain;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import java.util.List;
import java.util.Optional;

/**
 * Who may read and write vaults, as one verified chain says and nothing else: an account's chain
 * for its own vaults, an organisation's for shared ones.
 */
public interface Roster {
  /** A device that the chain knows, whether or not it has rights now. */
  Optional<ChainDevice> device(KeyId id);

  /** The devices that have rights now, oldest first. */
  List<ChainDevice> approved();

  /** What a device may do now; {@link Reach#NOTHING} for one without rights. */
  Reach reach(KeyId device);

  /**
   * What {@code author} is believed to have been allowed in {@code version}; empty when the version
   * is not believed at all.
   */
  Optional<Reach> authority(KeyId author, VaultHead version);

  /** Whether {@code author} is believed as the author of {@code version}. */
  default boolean believes(KeyId author, VaultHead version) {
    return authority(author, version).isPresent();
  }

  /**
   * The newest head of {@code vault} that an event here names. Its author had accepted that
   * version, so an older one offered as the newest is a rollback, even to a device that has never
   * seen this vault.
   */
  Optional<VaultHead> floor(VaultId vault);

  /** Whether somebody lost a key after event {@code sequence}, so that a new epoch is due. */
  boolean revokedAfter(long sequence);

  /**
   * Whether going on from event {@code older} to event {@code newer} passes over a loss: whether
   * the last one of anybody who lost a key is after the first and not after the second. A version
   * that does so and keeps the epoch would hide that somebody still knows its key.
   */
  default boolean lossBetween(long older, long newer) {
    return revokedAfter(older) && !revokedAfter(newer);
  }

  /** The trust policies that stand. */
  Policies policies();

  /** Whether {@code position} names an event of this chain. */
  boolean contains(ChainPosition position);

  /** The newest event. */
  Optional<ChainPosition> head();
}
