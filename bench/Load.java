import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.protocol.wire.vault.PushVault;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures a running server and pgbench in turns, and prints the medians as a table of ratios beside
 * their limits. Everything that a client computes (keys, seals, signatures) is made before the clock
 * runs; requests are prepared bytes on one kept connection per client.
 *
 * <p>Arguments: the server's address, its data folder, clients, seconds of warming up, seconds of
 * each measurement, rounds, and the command lines of pgbench for a push and for a pull.
 */
public final class Load {
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

  private final URI server;
  private final Duration each;
  private final List<Client> clients = new ArrayList<>();
  private final ExecutorService threads;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  private Load(URI server, Path data, int count, Duration each) throws IOException {
    this.server = server;
    this.each = each;
    this.threads = Executors.newFixedThreadPool(count);
    People people = People.of(Api.of(server), data);
    for (int i = 0; i < count; i++) {
      clients.add(new Client(server, people.joinWithDevice()));
    }
  }

  public static void main(String[] args) throws Exception {
    int clients = Integer.parseInt(args[2]);
    Duration warmUp = Duration.ofSeconds(Long.parseLong(args[3]));
    Duration each = Duration.ofSeconds(Long.parseLong(args[4]));
    int rounds = Integer.parseInt(args[5]);
    Load load = new Load(URI.create(args[0]), Path.of(args[1]), clients, each);
    try {
      load.warmUp(warmUp);
      for (int round = 0; round < rounds; round++) {
        load.round(args[6], args[7]);
      }
      load.print();
    } finally {
      load.threads.shutdownNow();
    }
  }

  private void warmUp(Duration length) throws Exception {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      for (Kind kind : Kind.values()) {
        measure(kind, Duration.ofSeconds(2));
      }
    }
  }

  private void round(String pgbenchPush, String pgbenchPull) throws Exception {
    for (Kind kind : Kind.values()) {
      note(kind.title, measure(kind, each));
      if (kind == Kind.PULL) {
        note("pgbench: SQL of a pull", pgbench(pgbenchPull));
      } else if (kind == Kind.PUSH) {
        note("pgbench: SQL of a push", pgbench(pgbenchPush));
      }
    }
  }

  private void note(String title, double rate) {
    rates.computeIfAbsent(title, key -> new ArrayList<>()).add(rate);
    System.err.printf("%-40s %10.0f/s%n", title, rate);
  }

  private double measure(Kind kind, Duration length) throws Exception {
    for (Client client : clients) {
      client.prepare(kind, length);
    }
    long start = System.nanoTime();
    long end = start + length.toNanos();
    List<Future<long[]>> running = new ArrayList<>();
    for (Client client : clients) {
      running.add(threads.submit(() -> client.run(kind, end)));
    }
    double rate = 0;
    for (Future<long[]> client : running) {
      long[] answersAndEnd = client.get();
      rate += answersAndEnd[0] * 1e9 / (answersAndEnd[1] - start);
    }
    return rate;
  }

  private static double pgbench(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher tps = TPS.matcher(said);
    if (process.waitFor() != 0 || !tps.find()) {
      throw new IOException("pgbench failed: " + said);
    }
    return Double.parseDouble(tps.group(1));
  }

  private void print() {
    System.out.printf("%-40s %10s%n", "median rate, " + clients.size() + " clients", "per second");
    rates.forEach((title, all) -> System.out.printf("%-40s %10.0f%n", title, median(all)));
    System.out.println();
    System.out.printf("%-40s %8s %8s%n", "ratio", "measured", "limit");
    ratio("push / pgbench push", Kind.PUSH.title, "pgbench: SQL of a push", 25);
    ratio("push in format lpm / pgbench push", Kind.LPM_PUSH.title, "pgbench: SQL of a push", 25);
    ratio("pull / pgbench pull", Kind.PULL.title, "pgbench: SQL of a pull", 25);
    ratio("pull, nothing new / empty GET", Kind.UNCHANGED.title, Kind.EMPTY.title, 50);
  }

  private void ratio(String title, String part, String whole, int limit) {
    double percent = 100 * median(rates.get(part)) / median(rates.get(whole));
    System.out.printf(
        "%-40s %7.0f%% %7s%%  %s%n",
        title, percent, "≥ " + limit, percent >= limit ? "held" : "MISSED");
  }

  private static double median(List<Double> all) {
    double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private enum Kind {
    EMPTY("empty GET with the JWT", 200),
    EMPTY_ANONYMOUS("the same without a JWT", 200),
    UNCHANGED("pull, nothing new (304)", 304),
    PULL("pull", 200),
    PUSH("push", 200),
    LPM_PUSH("push in format lpm", 200);

    private final String title;
    private final int status;

    Kind(String title, int status) {
      this.title = title;
      this.status = status;
    }
  }

  /** One connection, one vault in each format, and the requests that it will send. */
  private static final class Client {
    private static final String EMPTY_ROUTE = "/api/registry/health";
    private static final int PUSHES_PER_SECOND = 700;
    private static final String SEALED =
        "AAAAAAAAAAAAAAAA:" + "A".repeat(684);
    private static final String WRAPPED = "AAAAAAAAAAAAAAAA:" + "A".repeat(64);

    private final Person person;
    private final LocalVault vault;
    private final LocalVault lpm;
    private final KeptConnection connection;
    private int lpmVersion;
    private List<byte[]> requests = List.of();
    private final List<PushVault> sealed = new ArrayList<>();

    Client(URI server, Person person) throws IOException {
      this.person = person;
      this.vault = LocalVault.of(person);
      this.lpm = LocalVault.of(person);
      this.connection = new KeptConnection(server);
      PushVault first = vault.seal(variables());
      person.api().post(vault.route(), first).require(200);
      vault.accept(first);
    }

    private static Map<String, String> variables() {
      Map<String, String> variables = new TreeMap<>();
      for (int i = 0; i < 10; i++) {
        variables.put("VARIABLE_" + i, "value number " + i);
      }
      return variables;
    }

    void prepare(Kind kind, Duration length) throws IOException {
      int pushes = (int) (PUSHES_PER_SECOND * length.toSeconds());
      requests =
          switch (kind) {
            case EMPTY -> List.of(get(EMPTY_ROUTE, "", person));
            case EMPTY_ANONYMOUS -> List.of(connection.request("GET", EMPTY_ROUTE, "", ""));
            case PULL -> List.of(get(vault.route(), "", person));
            case UNCHANGED -> List.of(get(vault.route(), "If-None-Match: " + tag() + "\r\n", person));
            case PUSH -> pushes(pushes);
            case LPM_PUSH -> lpmPushes(pushes);
          };
    }

    private String tag() throws IOException {
      return person.api().get(vault.route()).require(200).header("ETag");
    }

    private List<byte[]> pushes(int count) {
      sealed.clear();
      List<byte[]> prepared = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        PushVault next = vault.seal(variables());
        prepared.add(post(vault.route(), Api.text(next), person));
        sealed.add(next);
        vault.accept(next);
      }
      return prepared;
    }

    private List<byte[]> lpmPushes(int count) {
      List<byte[]> prepared = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        // Another text each time: the same one again would be answered without being stored.
        String blob = SEALED + String.format("%08x", i) + "AAAAAAAA";
        Integer expected = lpmVersion == 0 ? null : lpmVersion;
        PushVault next = new PushVault(blob, WRAPPED, expected, null, null, null, "lpm", null);
        prepared.add(post(lpm.route(), Api.text(next), person));
        lpmVersion++;
      }
      return prepared;
    }

    private byte[] get(String path, String headers, Person who) {
      return connection.request("GET", path, bearer(who) + headers, "");
    }

    private byte[] post(String path, String body, Person who) {
      return connection.request("POST", path, bearer(who) + "Content-Type: application/json\r\n", body);
    }

    private static String bearer(Person who) {
      return "Authorization: Bearer " + who.session().token() + "\r\n";
    }

    /** Sends until {@code end}, or until all pushes are used up: answers, and when the last came. */
    long[] run(Kind kind, long end) throws IOException {
      boolean once = requests.size() > 1;
      int sent = 0;
      while (System.nanoTime() < end && !(once && sent == requests.size())) {
        int status = connection.send(requests.get(once ? sent : 0)).status();
        if (status != kind.status) {
          throw new IOException(kind + " was answered with " + status);
        }
        sent++;
      }
      rewind(kind, sent);
      return new long[] {sent, System.nanoTime()};
    }

    /** The versions that were prepared and not sent are not there; go on from the last that was. */
    private void rewind(Kind kind, int sent) {
      if (kind == Kind.LPM_PUSH) {
        lpmVersion -= requests.size() - sent;
      } else if (kind == Kind.PUSH) {
        vault.accept(sealed.get(sent - 1));
      }
    }
  }
}
