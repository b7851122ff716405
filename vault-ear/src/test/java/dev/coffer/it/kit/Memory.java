package dev.coffer.it.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server holds on to. */
public final class Memory {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final int KIB_PER_MIB = 1024;

  private Memory() {}

  /** The heap that {@code server} still uses after a full collection, in MiB. */
  public static long liveMib(CofferServer server) throws IOException, InterruptedException {
    jcmd(server, "GC.run");
    String report = jcmd(server, "GC.heap_info");
    // The generations of the heap come first, then (up to JDK 24) the metaspace, which is none.
    int end = report.indexOf("Metaspace");
    Matcher used = USED.matcher(report).region(0, end < 0 ? report.length() : end);
    long kib = 0;
    while (used.find()) {
      kib += Long.parseLong(used.group(1));
    }
    return kib / KIB_PER_MIB;
  }

  private static String jcmd(CofferServer server, String command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(server.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + answer);
    }
    return answer;
  }
}
