package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.SectionEntry;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Holds what an author changes against what it may change: one's own edits, and others' versions.
 */
final class AuthorRights {
  private AuthorRights() {}

  /** Whether {@code reach} allows everything, so that nothing need be compared. */
  static boolean areFull(Reach reach) {
    return reach.vault() && reach.writes() && reach.shares();
  }

  /**
   * Does nothing when {@code child} changes only what its author could, of whom {@code reach} is
   * believed.
   *
   * @param parent empty for version 1, which adds all that it has, and starts an epoch
   * @throws ClientException.Tampered otherwise
   */
  static void require(Manifest child, Reach reach, Optional<Manifest> parent, Roster roster) {
    if (!reach.writesAny()) {
      throw EnvelopeChecks.refused(who(child) + ", may not write the vault");
    }
    requireEnvironments(child, reach, parent);
    if (!reach.shares()) {
      requireEpoch(child, parent, roster);
    }
  }

  private static void requireEnvironments(Manifest child, Reach reach, Optional<Manifest> parent) {
    SortedSet<EnvironmentName> names = new TreeSet<>();
    child.sections().forEach(entry -> names.add(entry.environment()));
    parent.ifPresent(before -> before.sections().forEach(entry -> names.add(entry.environment())));
    for (EnvironmentName name : names) {
      Optional<SectionEntry> before = parent.flatMap(manifest -> manifest.section(name));
      if (!child.section(name).equals(before) && !reach.writes(name)) {
        throw EnvelopeChecks.refused(
            who(child) + ", may not write environment '" + name + "', which differs in it");
      }
    }
  }

  /**
   * To name a newer event than a revocation, in the same epoch, would hide that a new one is due,
   * or, where a later revocation shows that one is, whose keys it is to end. No server that is
   * honest has stored such a version: it takes none in an epoch after which somebody lost a key.
   */
  private static void requireEpoch(Manifest child, Optional<Manifest> parent, Roster roster) {
    if (child.epoch() != parent.map(Manifest::epoch).orElse(0)) {
      throw EnvelopeChecks.refused(who(child) + ", may not start a new key of the vault");
    }
    long before = parent.orElseThrow().chain().sequence();
    if (roster.lossBetween(before, child.chain().sequence())) {
      throw EnvelopeChecks.refused(
          who(child) + ", went on with a key that somebody without access knows");
    }
  }

  private static String who(Manifest manifest) {
    return "the author of version "
        + manifest.version()
        + ", device "
        + manifest.author().shortForm();
  }

  /**
   * Does nothing when what {@code contents} change of the local head is what {@code reach} allows.
   *
   * @throws ClientException.Refused otherwise
   */
  static void requireEdits(LocalVault local, VaultContents contents, Reach reach) {
    if (reach.vault()) {
      return;
    }
    SortedSet<EnvironmentName> changed = changed(local, contents);
    for (EnvironmentName name : changed) {
      if (local.head().map(Envelope::manifest).flatMap(head -> head.section(name)).isEmpty()) {
        throw Author.forbidden(
            "the vault has no environment '" + name + "', and this device may not make one",
            "nothing was sent; a member with full access makes it with a first variable");
      }
      if (!reach.writes(name)) {
        throw Author.forbidden(
            "this device may not write environment '" + name + "', which was edited here",
            "nothing was sent; undo the edits that 'coffer diff' shows, or 'coffer pull --discard'"
                + " gives up all");
      }
    }
  }

  /** The environments in which {@code contents} differ from the last version that both had. */
  static SortedSet<EnvironmentName> changed(LocalVault local, VaultContents contents) {
    SortedSet<String> names = new TreeSet<>(local.base().environments().keySet());
    names.addAll(contents.environments().keySet());
    SortedSet<EnvironmentName> changed = new TreeSet<>();
    for (String name : names) {
      EnvironmentName environment = new EnvironmentName(name);
      if (!local.base().of(environment).equals(contents.of(environment))) {
        changed.add(environment);
      }
    }
    return changed;
  }
}
