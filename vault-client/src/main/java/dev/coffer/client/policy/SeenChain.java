package dev.coffer.client.policy;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A policy chain as it was verified last. The server is asked for more only where that matters: an
 * event on top of what was verified before is refused where that is not the newest. Not for use by
 * several threads.
 */
public final class SeenChain {
  private final PolicyChain chain;
  private Roster roster;
  private boolean fresh;

  public SeenChain(PolicyChain chain) {
    this.chain = chain;
  }

  /** From now on, what was seen before is old. */
  void age() {
    fresh = false;
  }

  /** Whether it was asked for since {@link #age}, or grew from here. */
  boolean isFresh() {
    return fresh;
  }

  /** As it was seen last, at whatever age: here, else by whatever of this machine verified it. */
  public Roster roster() {
    if (roster == null) {
      chain.known().ifPresentOrElse(known -> roster = known, this::newest);
    }
    return roster;
  }

  /** Takes over what another process of this machine has verified since; no server is asked. */
  void catchUp() {
    chain.known().ifPresent(known -> roster = known);
  }

  /** As it was seen since {@link #age}. */
  Roster newest() {
    if (!fresh) {
      roster = chain.current();
      fresh = true;
    }
    return roster;
  }

  Optional<Roster> known() {
    return chain.known();
  }

  /** {@code before} is shown the chain that is signed on top of, which may be newer than seen. */
  void set(TrustPolicy policy, Consumer<Roster> before, Consumer<SignedNote> sending) {
    roster = chain.set(policy, before, sending);
    fresh = true;
  }

  void remove(PolicyId id, Consumer<SignedNote> sending) {
    roster = chain.remove(id, sending);
    fresh = true;
  }

  String owner() {
    return chain.owner();
  }

  String nameOf(KeyId device) {
    return chain.nameOf(device);
  }
}
