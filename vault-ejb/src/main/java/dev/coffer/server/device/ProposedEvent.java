package dev.coffer.server.device;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.ChainLink;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.server.problem.DeviceConflict;

/** A well-formed event that somebody wants to add to an account's chain. */
public record ProposedEvent(SignedNote note, ChainLink link) {

  /**
   * Reads the signed text of one event.
   *
   * @throws Malformed when it is absent or not one
   */
  public static ProposedEvent parse(String event) {
    if (event == null) {
      throw new Malformed("event is the signed text of one account event");
    }
    SignedNote note = SignedNote.parse(event);
    return new ProposedEvent(note, ChainLink.parse(note.text()));
  }

  /**
   * Does nothing unless the event is about a trust policy.
   *
   * @throws DeviceConflict otherwise
   */
  void requireNoPolicy() {
    if (link.event() instanceof ChainEvent.PolicySet
        || link.event() instanceof ChainEvent.PolicyRemoved) {
      throw DeviceConflict.policyElsewhere();
    }
  }
}
