package dev.coffer.protocol.audit;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.note.NoteWriter;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of an owner's audit log, linked by hash to the one before it.
 *
 * @param owner the account whose log this is
 * @param sequence 1 for the owner's first record, without gaps
 * @param previous hash of the record before; empty for the first one
 * @param time whole microseconds, UTC
 * @param actor the account that acted
 * @param device key id of the device, or {@code none}
 * @param action such as {@code push}
 * @param outcome such as {@code ok}
 * @param vault the vault's id, or {@code none}
 * @param metadata JSON text as stored, on one line
 */
public record AuditRecord(
    String owner,
    long sequence,
    Optional<Digest> previous,
    Instant time,
    String actor,
    String device,
    String action,
    String outcome,
    String vault,
    String metadata) {

  /** What stands for an absent device or vault. */
  public static final String NONE = "none";

  /** The hash of this record, which the next one names. */
  public Digest hash() {
    return Digest.of(
        new NoteWriter("coffer/1 audit record")
            .line("owner", owner)
            .line("sequence", sequence)
            .line("previous", previous.map(Digest::text).orElse(NONE))
            .line("time", time)
            .line("actor", actor)
            .line("device", device)
            .line("action", action)
            .line("outcome", outcome)
            .line("vault", vault)
            .line("metadata", metadata)
            .text());
  }
}
