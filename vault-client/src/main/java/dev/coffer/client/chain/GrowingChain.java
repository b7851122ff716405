package dev.coffer.client.chain;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.note.SignedNote;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A chain as this profile has verified it: it only grows, whatever the server says, and several
 * processes may let it grow.
 *
 * @param <C> the chain, verified and immutable
 */
public final class GrowingChain<C> {
  private final ChainStore<C> store;
  private final Supplier<ClientException> unknown;

  /**
   * The chain that {@code store} keeps.
   *
   * @param unknown what to say where nothing was ever verified
   */
  public GrowingChain(ChainStore<C> store, Supplier<ClientException> unknown) {
    this.store = store;
    this.unknown = unknown;
  }

  /** What was verified before; empty where nothing was. */
  public Optional<C> known() {
    return store.read();
  }

  /** What was verified before. */
  public C requireKnown() {
    return known().orElseThrow(unknown);
  }

  /** What was verified before as {@code growth} lets it grow, which is kept. */
  public C grow(UnaryOperator<C> growth) {
    return store.locked(() -> grown(requireKnown(), growth));
  }

  private C grown(C known, UnaryOperator<C> growth) {
    return keep(store.form().length(known), growth.apply(known));
  }

  /**
   * Has {@code sending} deliver the event that {@code author} makes of the chain after {@code
   * growth}, then takes it over.
   */
  public C append(
      UnaryOperator<C> growth, Function<C, SignedNote> author, Consumer<SignedNote> sending) {
    return grow(
        known -> {
          C now = growth.apply(known);
          SignedNote event = author.apply(now);
          C longer = store.form().append(now, event);
          sending.accept(event);
          return longer;
        });
  }

  /**
   * Takes over the chain that {@code pinned} gives, where there is none. What another process has
   * pinned meanwhile is never replaced: it grows, as by {@link #grow}.
   */
  public C take(Supplier<C> pinned, UnaryOperator<C> growth) {
    return store.locked(
        () -> known().map(known -> grown(known, growth)).orElseGet(() -> keep(0, pinned.get())));
  }

  /** Stores {@code chain} where it is longer than what is stored, or that has no snapshot. */
  private C keep(int stored, C chain) {
    ChainForm<C> form = store.form();
    if (stored < form.length(chain) || form.since(chain).isEmpty()) {
      store.write(chain);
    }
    return chain;
  }
}
