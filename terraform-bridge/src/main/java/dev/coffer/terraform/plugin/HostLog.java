package dev.coffer.terraform.plugin;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines on standard error that the host logs again at their own level. Never takes an exception's
 * message: it may repeat what somebody typed. Safe for several threads.
 */
public final class HostLog {
  /** The host parses exactly six digits of a second. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final int FRAMES = 12;

  private final PrintStream out;
  private final Clock clock;

  public HostLog(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  public void debug(String message) {
    write("debug", message);
  }

  public void warn(String message) {
    write("warn", message);
  }

  /** Where {@code failure} came from: its types and places, without any message. */
  public void failed(String what, Throwable failure) {
    List<String> lines = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      lines.add(cause.getClass().getName());
      StackTraceElement[] trace = cause.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, trace.length); i++) {
        lines.add("at " + trace[i]);
      }
    }
    write("error", what + ": " + String.join(" ", lines));
  }

  private void write(String level, String message) {
    JsonObject line = new JsonObject();
    line.addProperty("@level", level);
    line.addProperty("@message", message);
    line.addProperty("@module", "coffer");
    line.addProperty("@timestamp", TIME.format(clock.instant()));
    out.println(line);
  }
}
