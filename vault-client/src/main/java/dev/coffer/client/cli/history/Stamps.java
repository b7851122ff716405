package dev.coffer.client.cli.history;

import dev.coffer.client.history.Stamp;
import dev.coffer.protocol.KeyId;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a version's author and time are shown; docs/cli.md documents the JSON. */
final class Stamps {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final String UNKNOWN = "-";

  private Stamps() {}

  /** {@code 3 2026-11-26 13:02:11 laptop (anna)}, the time in this machine's zone. */
  static String line(Stamp stamp) {
    return stamp.version() + "  " + time(stamp) + "  " + author(stamp);
  }

  /** {@code version 3 of 2026-11-26 13:02:11 by laptop (anna)}. */
  static String sentence(Stamp stamp) {
    return "version " + stamp.version() + " of " + time(stamp) + " by " + author(stamp);
  }

  private static String time(Stamp stamp) {
    return stamp
        .time()
        .map(time -> LOCAL.format(time.atZone(ZoneId.systemDefault())))
        .orElse(UNKNOWN);
  }

  private static String author(Stamp stamp) {
    String device = stamp.deviceName().or(() -> stamp.device().map(KeyId::shortForm)).orElse("");
    String account = stamp.account().orElse("");
    if (device.isEmpty()) {
      return account.isEmpty() ? UNKNOWN : account;
    }
    return account.isEmpty() ? device : device + " (" + account + ")";
  }

  /**
   * The members {@code version}, {@code time} (UTC), {@code device}, {@code deviceName}, {@code
   * account}.
   */
  static Map<String, Object> shape(Stamp stamp) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("version", stamp.version());
    object.put("time", stamp.time().map(Object::toString).orElse(null));
    object.put("device", stamp.device().map(KeyId::value).orElse(null));
    object.put("deviceName", stamp.deviceName().orElse(null));
    object.put("account", stamp.account().orElse(null));
    return object;
  }
}
