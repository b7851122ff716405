package dev.coffer.client.chain;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.WireJson;
import dev.coffer.client.store.SealedFile;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.Malformed;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One verified chain on this machine: a snapshot, and in a file beside it the events since, so that
 * an event more does not cost to seal thousands again. Either file is written whole; a reader sees
 * the chain as it was before a change or after it. A snapshot that is of no use is never believed:
 * the whole chain is read instead, or the file is said to be damaged where that is not kept.
 *
 * @param <C> the chain, verified and immutable
 */
public final class ChainStore<C> {
  /**
   * With more events beside the snapshot, to read them takes longer than to write it anew saves.
   */
  private static final int EVENTS_BESIDE = 32;

  private final SealedFolder folder;
  private final String lock;
  private final SealedFile snapshot;
  private final SealedFile newest;
  private final ChainForm<C> form;
  private final WholeChain<C> whole;

  public ChainStore(SealedFolder folder, Names names, ChainForm<C> form, WholeChain<C> whole) {
    this.folder = folder;
    this.lock = names.lock();
    this.snapshot = folder.file(names.snapshot());
    this.newest = folder.file(names.newest());
    this.form = form;
    this.whole = whole;
  }

  /** What a chain's lock and files are called. */
  public record Names(String lock, String snapshot, String newest) {}

  ChainForm<C> form() {
    return form;
  }

  /** Does {@code act} while no other thread or process writes here. */
  public <T> T locked(Supplier<T> act) {
    return folder.locked(lock, act);
  }

  /** Whether there is a snapshot. Says nothing about whether it can be read. */
  public boolean exists() {
    return Files.exists(snapshot.path());
  }

  /**
   * The chain, if there is one. The newest events are read first: a snapshot that is written in
   * between has them.
   *
   * @throws ClientException.LocalStore when what is there cannot be believed
   */
  public Optional<C> read() {
    if (!whole.exists()) {
      return Optional.empty();
    }
    Optional<NewestEvents> since = newest();
    try {
      Optional<C> restored = snapshot.read().map(text -> restored(text, since));
      return restored.isPresent() ? restored : whole.read(since);
    } catch (ClientException.LocalStore unusable) {
      return Optional.of(whole.read(since).orElseThrow(() -> unusable));
    }
  }

  private Optional<NewestEvents> newest() {
    try {
      return newest.read().map(json -> WireJson.read(json, NewestEvents.class));
    } catch (Malformed e) {
      throw newest.damaged();
    }
  }

  private C restored(String text, Optional<NewestEvents> since) {
    ChainForm.Taken<C> taken;
    try {
      taken = form.read(text);
    } catch (Malformed e) {
      throw snapshot.damaged();
    }
    try {
      return taken.with(since.map(events -> events.after(taken.length())).orElse(List.of()));
    } catch (Malformed e) {
      throw newest.damaged();
    }
  }

  /** Stores {@code chain}; to be called while {@link #locked}, as the reading that it grew from. */
  public void write(C chain) {
    Optional<List<String>> beside =
        form.since(chain).filter(events -> events.size() <= EVENTS_BESIDE);
    if (beside.isPresent()) {
      int from = form.length(chain) - beside.get().size();
      newest.write(WireJson.write(new NewestEvents(from, beside.get())));
    } else {
      whole.write(chain);
      snapshot.writePacked(form.snapshot(chain));
      newest.delete();
    }
  }

  /** Removes it; the snapshot last, for events without one would belong to the next one. */
  public void forget() {
    locked(
        () -> {
          newest.delete();
          snapshot.delete();
          return null;
        });
  }
}
