import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Times commands from start to end in turns, forwards and backwards: {@code Starts ROUNDS FILE}. A line
 * of the file has, between tabs: label, limit in ms or {@code -}, working folder, then words of the
 * command. Counts the half of a command's runs in which other processes used least of the machine.
 */
public final class Starts {
  private static final double NANOS_PER_MILLI = 1e6;

  private record Run(double millis, long othersTicks) {}

  private record Timed(String label, String limit, List<Run> runs, ProcessBuilder builder) {
    static Timed read(String line) {
      List<String> fields = Arrays.asList(line.split("\t"));
      ProcessBuilder builder =
          new ProcessBuilder(fields.subList(3, fields.size()))
              .directory(new File(fields.get(2)))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      return new Timed(fields.get(0), fields.get(1), new ArrayList<>(), builder);
    }

    void run(boolean counted) throws IOException, InterruptedException {
      long others = othersTicks();
      long begin = System.nanoTime();
      int code = builder.start().waitFor();
      double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
      if (code != 0) {
        throw new IllegalStateException(label + " ended with " + code + ": " + builder.command());
      }
      if (counted) {
        runs.add(new Run(millis, othersTicks() - others));
      }
    }

    void print() {
      double all = median(runs);
      List<Run> byQuiet =
          runs.stream().sorted(Comparator.comparingLong(Run::othersTicks)).toList();
      double quiet = median(byQuiet.subList(0, (runs.size() + 1) / 2));
      double least = runs.stream().mapToDouble(Run::millis).min().orElseThrow();
      String verdict = limit.equals("-") ? "" : quiet <= Double.parseDouble(limit) ? "held" : "MISSED";
      System.out.printf(
          "%-44s %8.0f %8.0f %8.0f %8s %s%n", label, quiet, all, least, limit, verdict);
    }

    private static double median(List<Run> of) {
      double[] sorted = of.stream().mapToDouble(Run::millis).sorted().toArray();
      return sorted[sorted.length / 2];
    }
  }

  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    List<Timed> commands =
        Files.readAllLines(Path.of(args[1])).stream().map(Timed::read).toList();
    List<Timed> backwards = new ArrayList<>(commands);
    Collections.reverse(backwards);
    for (int round = -1; round < rounds; round++) {
      for (Timed command : round % 2 == 0 ? commands : backwards) {
        command.run(round >= 0);
      }
    }
    System.out.printf(
        "%-44s %8s %8s %8s %8s%n", rounds + " starts in turns, ms", "quiet", "all", "least", "limit");
    commands.forEach(Timed::print);
  }

  /** Ticks of processor time that everybody but this process and its ended children has used. */
  private static long othersTicks() throws IOException {
    Path machine = Path.of("/proc/stat");
    if (!Files.exists(machine)) {
      return 0; // Then the first half of the runs counts.
    }
    String[] all = Files.readAllLines(machine).get(0).split(" +");
    long busy = 0;
    for (int i : new int[] {1, 2, 3, 6, 7}) { // user, nice, system, irq, softirq
      busy += Long.parseLong(all[i]);
    }
    String own = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = own.substring(own.lastIndexOf(')') + 2).split(" ");
    for (int i = 11; i <= 14; i++) { // utime, stime, cutime, cstime
      busy -= Long.parseLong(fields[i]);
    }
    return busy;
  }
}
