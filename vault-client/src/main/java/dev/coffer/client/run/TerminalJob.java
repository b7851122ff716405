package dev.coffer.client.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which signals a terminal sends to the program by itself: it sends them to all processes of a job,
 * of which this one and the program are two.
 */
final class TerminalJob {
  private static final Path STATUS = Path.of("/proc/self/stat");
  private static final int GROUP = 2;
  private static final int TERMINAL = 4;
  private static final int FOREGROUND_GROUP = 5;

  private final boolean began;

  TerminalJob() {
    this.began = hasTerminal(fields());
  }

  /** Whether {@code signal}, when it arrives here, has arrived at the program as well. */
  boolean sendsToAll(String signal) {
    String[] fields = fields();
    return switch (signal) {
      case "INT" -> hasTerminal(fields) && fields[GROUP].equals(fields[FOREGROUND_GROUP]);
      // A terminal that hangs up is taken from its processes first.
      case "HUP" -> began && !hasTerminal(fields);
      default -> false;
    };
  }

  private static boolean hasTerminal(String[] fields) {
    return fields.length > FOREGROUND_GROUP && !fields[TERMINAL].equals("0");
  }

  /** The fields of proc(5) after the program's name, which may hold spaces; none elsewhere. */
  private static String[] fields() {
    try {
      String status = new String(Files.readAllBytes(STATUS), StandardCharsets.ISO_8859_1);
      return status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException e) {
      return elsewhere();
    }
  }

  private static String[] elsewhere() {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      Process ps = new ProcessBuilder("ps", "-o", "pgid=,tpgid=", "-p", self).start();
      ps.getOutputStream().close();
      String[] words =
          new String(ps.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
              .strip()
              .split("\\s+", -1);
      return words.length < 2 || words[1].startsWith("-") || words[1].equals("0")
          ? new String[0]
          : new String[] {"", "", words[0], "", "terminal", words[1]};
    } catch (IOException e) {
      return new String[0];
    }
  }
}
