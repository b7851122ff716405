package dev.coffer.client.history;

import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions for tests that need no server: one a line, the oldest first. */
public final class Past {
  private final List<Snapshot> versions = new ArrayList<>();
  private final int before;

  /** How many versions were handed out by walks. */
  int followed;

  /** A history whose first {@code before} versions are gone. */
  public Past(int before) {
    this.before = before;
  }

  public Past() {
    this(0);
  }

  /** A version with these variables of environment {@code default}. */
  public Past version(Map<String, String> variables) {
    return version(VaultContents.EMPTY.with(EnvironmentName.DEFAULT, variables));
  }

  public Past version(VaultContents contents) {
    versions.add(new Snapshot(stamp(), Optional.empty(), () -> contents));
    return this;
  }

  /** A version that this device cannot open. */
  public Past closed() {
    versions.add(
        new Snapshot(
            stamp(),
            Optional.of("no key"),
            () -> {
              throw new AssertionError("opened");
            }));
    return this;
  }

  private Stamp stamp() {
    int version = before + versions.size() + 1;
    return new Stamp(
        version,
        Optional.of(Instant.EPOCH.plusSeconds(version)),
        Optional.empty(),
        Optional.of("laptop"),
        Optional.of("anna"));
  }

  /** The oldest first. */
  public List<Snapshot> versions() {
    return versions;
  }

  /** The newest first. */
  Iterator<Snapshot> walk() {
    List<Snapshot> newestFirst = new ArrayList<>(versions);
    Collections.reverse(newestFirst);
    return newestFirst.stream().peek(version -> followed++).iterator();
  }
}
