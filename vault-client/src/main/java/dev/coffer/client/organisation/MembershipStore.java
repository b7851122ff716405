package dev.coffer.client.organisation;

import dev.coffer.client.remote.WireJson;
import dev.coffer.client.store.SealedFile;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.membership.MembershipSnapshot;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One organisation's verified chain on this machine: a snapshot, and in a file beside it the events
 * since, so that an event more does not cost to seal thousands again. Either file is written whole;
 * a reader sees the chain as it was before a change or after it.
 */
final class MembershipStore {
  private static final String SNAPSHOT = "membership-";
  private static final String SINCE = "newest-membership-";

  /**
   * With more events beside the snapshot, to read them takes longer than to write it anew saves.
   */
  private static final int EVENTS_BESIDE = 32;

  private final SealedFolder folder;
  private final UUID id;
  private final SealedFile snapshot;
  private final SealedFile since;

  MembershipStore(SealedFolder folder, UUID id) {
    this(folder, id, folder.file(SNAPSHOT + id));
  }

  private MembershipStore(SealedFolder folder, UUID id, SealedFile snapshot) {
    this.folder = folder;
    this.id = id;
    this.snapshot = snapshot;
    this.since = folder.file(SINCE + id);
  }

  /** The chains of all organisations. */
  static Stream<TrustedMembership> all(SealedFolder folder) {
    return folder.files(SNAPSHOT).stream()
        .map(file -> new MembershipStore(folder, idOf(file), file))
        .map(store -> store.read().orElseThrow(store.snapshot::damaged));
  }

  private static UUID idOf(SealedFile file) {
    try {
      return UUID.fromString(file.name().substring(SNAPSHOT.length()));
    } catch (IllegalArgumentException e) {
      throw file.damaged();
    }
  }

  /** Does {@code act} while no other thread or process writes here. */
  <T> T locked(Supplier<T> act) {
    return folder.locked(SNAPSHOT + id, act);
  }

  /** Whether there is one. Says nothing about whether it can be read. */
  boolean exists() {
    return Files.exists(snapshot.path());
  }

  /** Events that go on from a snapshot of {@code from} of them. */
  private record Since(Integer from, List<String> events) {
    /** Those that a snapshot of {@code length} events lacks: none, where it was written later. */
    List<String> after(int length) {
      if (from == null || events == null || from > length) {
        throw new Malformed("the events do not go on from the snapshot");
      }
      return events.subList(Math.min(length - from, events.size()), events.size());
    }
  }

  /**
   * The chain, if there is one. The events are read first: a snapshot that is written in between
   * has them.
   */
  Optional<TrustedMembership> read() {
    Optional<String> events = since.read();
    return snapshot.read().map(text -> restored(text, events));
  }

  private TrustedMembership restored(String text, Optional<String> events) {
    MembershipSnapshot taken;
    try {
      taken = WireJson.read(text, MembershipSnapshot.class);
    } catch (Malformed e) {
      throw snapshot.damaged();
    }
    try {
      List<String> lacking =
          events
              .map(json -> WireJson.read(json, Since.class).after(taken.digests().size()))
              .orElse(List.of());
      return TrustedMembership.restore(taken, lacking);
    } catch (Malformed e) {
      throw since.damaged();
    }
  }

  /** Stores {@code chain}; to be called while {@link #locked}, as the reading that it grew from. */
  void write(TrustedMembership chain) {
    Optional<List<String>> beside = chain.since().filter(events -> events.size() <= EVENTS_BESIDE);
    if (beside.isPresent()) {
      int from = chain.length() - beside.get().size();
      since.write(WireJson.write(new Since(from, beside.get())));
    } else {
      snapshot.writePacked(WireJson.write(chain.snapshot()));
      since.delete();
    }
  }

  /** Removes it; the snapshot last, for events without one would belong to the next one. */
  void forget() {
    locked(
        () -> {
          since.delete();
          snapshot.delete();
          return null;
        });
  }
}
