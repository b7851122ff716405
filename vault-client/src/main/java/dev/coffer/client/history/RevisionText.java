package dev.coffer.client.history;

import dev.coffer.client.ClientException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@link Revision#parse} reads. */
final class RevisionText {
  private static final Pattern BRACES = Pattern.compile("@\\{(.*)}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern BACK = Pattern.compile("~([0-9]{1,9})");
  private static final Pattern AGO =
      Pattern.compile("([0-9]{1,6}|an?)[ .](second|minute|hour|day|week|month|year)s?[ .]ago");

  private final String given;
  private final String text;
  private final ZonedDateTime now;

  RevisionText(String given, ZonedDateTime now) {
    Matcher braces = BRACES.matcher(given.strip());
    this.given = given;
    this.text = (braces.matches() ? braces.group(1) : given).strip().toLowerCase(Locale.ROOT);
    this.now = now;
  }

  Revision parse() {
    if (NUMBER.matcher(text).matches()) {
      return new Revision.Numbered(Integer.parseInt(text));
    }
    Matcher back = BACK.matcher(text);
    if (back.matches()) {
      return new Revision.Back(Integer.parseInt(back.group(1)));
    }
    if (text.equals("head") || text.equals("@")) {
      return Revision.HEAD;
    }
    return new Revision.At(time().orElseThrow(this::unknown));
  }

  private Optional<Instant> time() {
    try {
      return relative().map(ZonedDateTime::toInstant).or(this::absolute);
    } catch (DateTimeException | ArithmeticException e) {
      throw unknown();
    }
  }

  private Optional<ZonedDateTime> relative() {
    if (text.equals("yesterday")) {
      return Optional.of(now.minusDays(1));
    }
    Matcher ago = AGO.matcher(text);
    if (!ago.matches()) {
      return Optional.empty();
    }
    int amount = ago.group(1).startsWith("a") ? 1 : Integer.parseInt(ago.group(1));
    return Optional.of(
        now.minus(amount, ChronoUnit.valueOf(ago.group(2).toUpperCase(Locale.ROOT) + "S")));
  }

  private Optional<Instant> absolute() {
    String iso = text.replace(' ', 't').toUpperCase(Locale.ROOT);
    List<Function<String, Instant>> forms =
        List.of(
            form -> OffsetDateTime.parse(form).toInstant(),
            form -> LocalDateTime.parse(form).atZone(now.getZone()).toInstant(),
            form -> LocalDate.parse(form).atStartOfDay(now.getZone()).toInstant());
    return forms.stream().flatMap(form -> tried(form, iso).stream()).findFirst();
  }

  private static Optional<Instant> tried(Function<String, Instant> form, String text) {
    try {
      return Optional.of(form.apply(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private ClientException unknown() {
    return new ClientException.Usage(
        "'" + given + "' names no version",
        "give a number, ~2 (two before the newest), '2 days ago', yesterday, or a time such as"
            + " 2026-11-20T14:00");
  }
}
