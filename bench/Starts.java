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
 * of the file has, between tabs: label, limit in ms, {@code cpu:} and one in ms or {@code -}, working
 * folder, then words of the command. After the word {@code --first-line} it is timed until its first
 * line of standard output, and killed then. Counts the half of a command's runs in which other
 * processes used least of the machine.
 */
public final class Starts {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int MILLIS_PER_TICK = 10;
  private static final String FIRST_LINE = "--first-line";
  private static final String CPU = "cpu:";

  private record Run(double millis, long ticks, long othersTicks) {}

  private record Timed(
      String label, String limit, List<Run> runs, ProcessBuilder builder, boolean firstLine) {
    static Timed read(String line) {
      List<String> fields = Arrays.asList(line.split("\t"));
      boolean firstLine = fields.get(3).equals(FIRST_LINE);
      ProcessBuilder builder =
          new ProcessBuilder(fields.subList(firstLine ? 4 : 3, fields.size()))
              .directory(new File(fields.get(2)))
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      if (!firstLine) {
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      }
      return new Timed(fields.get(0), fields.get(1), new ArrayList<>(), builder, firstLine);
    }

    void run(boolean counted) throws IOException, InterruptedException {
      long others = othersTicks();
      long children = ticks(Path.of("/proc/self/stat"), 13, 14);
      long begin = System.nanoTime();
      Process process = builder.start();
      double millis;
      long ticks;
      if (firstLine) {
        String line = process.inputReader().readLine();
        millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
        ticks = ticks(Path.of("/proc/" + process.pid() + "/stat"), 11, 12, 13, 14);
        process.destroyForcibly().waitFor();
        require(line != null && line.startsWith("1|"), line);
      } else {
        int code = process.waitFor();
        millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
        ticks = ticks(Path.of("/proc/self/stat"), 13, 14) - children;
        require(code == 0, "code " + code);
      }
      if (counted) {
        runs.add(new Run(millis, ticks, othersTicks() - others));
      }
    }

    private void require(boolean holds, String ended) {
      if (!holds) {
        throw new IllegalStateException(label + " ended with " + ended + ": " + builder.command());
      }
    }

    void print() {
      double all = median(runs);
      List<Run> byQuiet =
          runs.stream().sorted(Comparator.comparingLong(Run::othersTicks)).toList();
      List<Run> half = byQuiet.subList(0, (runs.size() + 1) / 2);
      double quiet = median(half);
      double cpu = half.stream().mapToLong(Run::ticks).average().orElseThrow() * MILLIS_PER_TICK;
      double least = runs.stream().mapToDouble(Run::millis).min().orElseThrow();
      System.out.printf(
          "%-52s %8.0f %8.0f %8.0f %8.0f %8s %s%n",
          label, quiet, all, least, cpu, limit, verdict(quiet, cpu));
    }

    private String verdict(double quiet, double cpu) {
      if (limit.equals("-")) {
        return "";
      }
      boolean held =
          limit.startsWith(CPU)
              ? cpu <= Double.parseDouble(limit.substring(CPU.length()))
              : quiet <= Double.parseDouble(limit);
      return held ? "held" : "MISSED";
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
        "%-52s %8s %8s %8s %8s %8s%n",
        rounds + " starts in turns, ms", "quiet", "all", "least", "cpu", "limit");
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
    return busy - ticks(Path.of("/proc/self/stat"), 11, 12, 13, 14); // utime, stime, cutime, cstime
  }

  /** The sum of some fields after the name of a process's file; 0 where there is none. */
  private static long ticks(Path stat, int... which) throws IOException {
    if (!Files.exists(stat)) {
      return 0;
    }
    String text = Files.readString(stat);
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    long sum = 0;
    for (int i : which) {
      sum += Long.parseLong(fields[i]);
    }
    return sum;
  }
}
