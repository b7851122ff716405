package dev.coffer.client.cli.merge;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.merge.Decision;
import dev.coffer.client.merge.KeyConflict;
import dev.coffer.client.merge.Resolution;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks about one conflict after the other; values are shown only when asked for.
 *
 * @param edited decides a conflict for which that is chosen
 */
public record ConflictDialog(Terminal terminal, Resolution edited) implements Resolution {
  private static final String MASK = "********";
  private static final String QUESTION = "[o]urs, [t]heirs, [e]dit, [s]how the values or [a]bort?";

  @Override
  public List<Decision> decide(List<KeyConflict> conflicts) {
    return conflicts.stream().map(this::decide).toList();
  }

  private Decision decide(KeyConflict conflict) {
    terminal.say(conflict.label() + " was changed both here and on the server");
    show(conflict, false);
    Optional<Decision> decision = Optional.empty();
    while (decision.isEmpty()) {
      decision = answer(conflict, terminal.ask(QUESTION).strip().toLowerCase(Locale.ROOT));
    }
    return decision.get();
  }

  /** The decision that {@code typed} makes; empty when the question is to be asked again. */
  private Optional<Decision> answer(KeyConflict conflict, String typed) {
    switch (typed) {
      case "o", "ours" -> {
        return Optional.of(Decision.ours(conflict));
      }
      case "t", "theirs" -> {
        return Optional.of(Decision.theirs(conflict));
      }
      case "e", "edit" -> {
        return edited(conflict);
      }
      case "a", "abort" -> throw Resolution.refused(List.of(conflict));
      case "s", "show" -> show(conflict, true);
      default -> terminal.say("type one of the letters in brackets");
    }
    return Optional.empty();
  }

  /** An editor that fails takes nothing away from what was decided before. */
  private Optional<Decision> edited(KeyConflict conflict) {
    try {
      return edited.decide(List.of(conflict)).stream().findFirst();
    } catch (ClientException e) {
      terminal.say(e.getMessage() + e.hint().map(hint -> "; " + hint).orElse(""));
      return Optional.empty();
    }
  }

  private void show(KeyConflict conflict, boolean reveal) {
    terminal.say("  here    " + shown(conflict.mine(), reveal));
    terminal.say("  server  " + shown(conflict.theirs(), reveal));
  }

  private static String shown(String value, boolean reveal) {
    if (value == null) {
      return "deleted";
    }
    return reveal ? "'" + value + "'" : MASK;
  }
}
