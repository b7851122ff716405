package dev.coffer.client.sync;

import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionEntry;
import dev.coffer.protocol.note.SignedNote;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version that goes on from another as its author likes: with the true digests and the author's
 * own signature, so that only what it may say against it.
 */
public final class Forgery {
  private final Manifest parent;
  private final Envelope before;
  private final DeviceIdentity author;
  private final SortedMap<EnvironmentName, SealedSection> sections;
  private final SortedMap<EnvironmentName, SectionEntry> entries = new TreeMap<>();
  private int epoch;
  private ChainPosition chain;

  public Forgery(Envelope before, DeviceIdentity author) {
    this.before = before;
    this.author = author;
    this.parent = before.manifest();
    this.sections = before.sections();
    this.epoch = parent.epoch();
    this.chain = parent.chain();
    parent.sections().forEach(entry -> entries.put(entry.environment(), entry));
  }

  public Forgery without(EnvironmentName environment) {
    sections.remove(environment);
    entries.remove(environment);
    return this;
  }

  /** With {@code section} as what was sealed of {@code environment} in the new version. */
  public Forgery with(EnvironmentName environment, SealedSection section) {
    sections.put(environment, section);
    int version = parent.version() + 1;
    entries.put(environment, new SectionEntry(environment, version, section.digest()));
    return this;
  }

  /** With what {@code older} had of {@code environment}. */
  public Forgery with(EnvironmentName environment, Envelope older) {
    sections.put(environment, older.sections().get(environment));
    entries.put(environment, older.manifest().section(environment).orElseThrow());
    return this;
  }

  public Forgery epoch(int other) {
    epoch = other;
    return this;
  }

  public Forgery chain(ChainPosition other) {
    chain = other;
    return this;
  }

  public Envelope envelope() {
    return envelope(parent.version() + 1, Optional.of(before.digest()));
  }

  /** The same as a version 1. */
  public Envelope first() {
    entries.replaceAll((name, entry) -> new SectionEntry(name, 1, entry.digest()));
    return envelope(1, Optional.empty());
  }

  private Envelope envelope(int version, Optional<Digest> previous) {
    Manifest manifest =
        new Manifest(
            parent.vault(),
            version,
            previous,
            epoch,
            author.keyId(),
            parent.time(),
            chain,
            parent.recipients(),
            List.copyOf(entries.values()));
    return new Envelope(SignedNote.sign(manifest.text(), author), sections);
  }
}
