package dev.coffer.client.cli.oidc;

import dev.coffer.client.ClientException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** When a policy ends, as people write it. */
final class Expiry {
  private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})d");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private Expiry() {}

  /**
   * The time that {@code text} means: {@code 90d} from now, the end of a day in UTC, or a time.
   *
   * @throws ClientException.Usage for anything else, and what is past
   */
  static Instant read(String text, Instant now) {
    Instant end;
    try {
      end = time(text, now).truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException | ArithmeticException e) {
      throw new ClientException.Usage(
          "--expires is a number of days, a day or a time", "such as 90d, 2027-01-31");
    }
    if (!end.isAfter(now)) {
      throw new ClientException.Usage("--expires is in the future", "such as 90d");
    }
    return end;
  }

  private static Instant time(String text, Instant now) {
    var days = DAYS.matcher(text);
    if (days.matches()) {
      return now.plus(Duration.ofDays(Long.parseLong(days.group(1))));
    }
    return DAY.matcher(text).matches()
        ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
        : Instant.parse(text);
  }
}
