package dev.coffer.client.chain;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.SignedNote;
import java.util.List;
import java.util.Optional;

/**
 * What a verified chain of one kind is made of, for those who keep it and let it grow.
 *
 * @param <C> the chain, verified and immutable
 */
public interface ChainForm<C> {
  /** How many events there are. */
  int length(C chain);

  /** The chain with {@code event}, which this device signed and nobody has seen. */
  C append(C chain, SignedNote event);

  /**
   * The events that the snapshot lacks from which {@code chain} was restored. Empty when it was
   * restored from none: there is nothing that could stay as it is.
   */
  Optional<List<String>> since(C chain);

  /** All of {@code chain}, as {@link #read} takes it. */
  String snapshot(C chain);

  /**
   * What {@link #snapshot} wrote.
   *
   * @throws Malformed when it is another chain's, or has another form than is read here
   */
  Taken<C> read(String snapshot);

  /**
   * A snapshot that was read.
   *
   * @param <C> the chain it was taken of
   */
  interface Taken<C> {
    /** How many events it has. */
    int length();

    /**
     * It with events that were verified after it was taken; no signature is verified again.
     *
     * @throws Malformed when {@code since} does not go on from it
     */
    C with(List<String> since);
  }
}
