package dev.coffer.protocol.policy;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run that fits gets.
 *
 * @param environments of the vault, whose keys are escrowed: at least one, sorted
 * @param plain whether an answer may be readable by whoever ends the connection, for clients that
 *     cannot open a sealed one
 * @param expires from when on nothing is released, whole seconds
 * @param pullsPerDay how many pulls there may be in one day, UTC
 */
public record Release(
    List<EnvironmentName> environments,
    boolean plain,
    Optional<Instant> expires,
    OptionalInt pullsPerDay) {

  public Release {
    environments = PolicyText.list("environments", environments);
    if (environments.isEmpty()) {
      throw new Malformed("a policy names at least one environment of the vault");
    }
    if (expires.filter(time -> !time.truncatedTo(ChronoUnit.SECONDS).equals(time)).isPresent()) {
      throw new Malformed("a policy expires at a whole second");
    }
    if (pullsPerDay.isPresent() && pullsPerDay.getAsInt() < 1) {
      throw new Malformed("a policy permits at least one pull a day, or does not count them");
    }
  }

  void write(NoteWriter note) {
    environments.forEach(environment -> note.line("environment", environment));
    note.line("answers", plain ? "plain" : "sealed");
    expires.ifPresent(time -> note.line("expires", time));
    pullsPerDay.ifPresent(count -> note.line("pulls-per-day", count));
  }

  static Release read(NoteReader note) {
    return new Release(
        PolicyText.read(note, "environment", EnvironmentName::new),
        PolicyText.either(note, "answers", "plain", "sealed"),
        note.at("expires") ? Optional.of(note.time("expires")) : Optional.empty(),
        note.at("pulls-per-day")
            ? OptionalInt.of(note.count("pulls-per-day"))
            : OptionalInt.empty());
  }
}
