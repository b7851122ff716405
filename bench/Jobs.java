import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.ExchangeToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures complete CI pulls: a platform's token, never used before, is exchanged, and the one
 * environment pulled with its answer sealed. {@code Jobs SERVER DATA ISSUER_PORT CLIENTS WARM_UP
 * SECONDS ROUNDS}; the server trusts {@code http://127.0.0.1:ISSUER_PORT/github}. Every client has a
 * vault and a policy of its own. Tokens are signed before the clock runs.
 */
public final class Jobs {
  private static final int RATE_LIMIT = 400;
  private static final int PACE = 200;
  private static final int LATENCY_LIMIT = 50;
  private static final int MOST_PER_SECOND = 600;
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final String SEAL_TO =
      Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {
        9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
      });

  private final Platform platform;
  private final List<Job> jobs = new ArrayList<>();
  private final ExecutorService threads;

  private Jobs(URI server, Path data, int port, int clients) throws Exception {
    this.platform = Platform.on(port);
    this.threads = Executors.newFixedThreadPool(clients);
    People people = People.of(Api.of(server), data);
    for (int i = 0; i < clients; i++) {
      jobs.add(new Job(server, people.joinWithDevice()));
    }
  }

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[2]);
    Jobs bench = new Jobs(URI.create(args[0]), Path.of(args[1]), port, Integer.parseInt(args[3]));
    try {
      bench.measure(Integer.parseInt(args[4]), Optional.empty());
      List<Double> rates = new ArrayList<>();
      List<Double> slowest = new ArrayList<>();
      for (int round = 0; round < Integer.parseInt(args[6]); round++) {
        rates.add(bench.measure(Integer.parseInt(args[5]), Optional.empty()).rate());
        slowest.add(bench.measure(Integer.parseInt(args[5]), Optional.of(PACE)).percentile(99));
      }
      print(rates, slowest);
    } finally {
      bench.platform.close();
      bench.threads.shutdownNow();
    }
  }

  private static void print(List<Double> rates, List<Double> slowest) {
    double rate = median(rates);
    double latency = median(slowest);
    System.out.printf("%-44s %9s %8s%n", "CI pulls (exchange and pull)", "measured", "limit");
    System.out.printf(
        "%-44s %7.0f/s %8s  %s%n",
        "as many as there can be", rate, "≥ " + RATE_LIMIT, rate >= RATE_LIMIT ? "held" : "MISSED");
    System.out.printf(
        "%-44s %6.1f ms %8s  %s%n",
        "99th percentile at " + PACE + " per second", latency, "≤ " + LATENCY_LIMIT,
        latency <= LATENCY_LIMIT ? "held" : "MISSED");
  }

  private static double median(List<Double> all) {
    double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private record Measured(double rate, long[] nanos) {
    double percentile(int percent) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
  }

  /** All clients at once, each as fast as it is answered, or together {@code pace} per second. */
  private Measured measure(int seconds, Optional<Integer> pace) throws Exception {
    int each = seconds * pace.orElse(MOST_PER_SECOND) / jobs.size();
    List<Future<?>> preparing = new ArrayList<>();
    for (Job job : jobs) {
      preparing.add(
          threads.submit(
              () -> {
                job.prepare(each);
                return null;
              }));
    }
    for (Future<?> one : preparing) {
      one.get();
    }
    long start = System.nanoTime();
    long gap = pace.map(rate -> (long) (1e9 * jobs.size() / rate)).orElse(0L);
    List<Future<long[]>> running = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      long first = start + gap * i / jobs.size();
      running.add(threads.submit(() -> job.run(first, gap, start + seconds * 1_000_000_000L)));
    }
    List<long[]> all = new ArrayList<>();
    for (Future<long[]> one : running) {
      all.add(one.get());
    }
    double took = (System.nanoTime() - start) / 1e9;
    long[] nanos = all.stream().flatMapToLong(Arrays::stream).toArray();
    Measured measured = new Measured(nanos.length / took, nanos);
    System.err.printf(
        "%-28s %8.0f/s  median %6.1f ms  99 %% %6.1f ms%n",
        pace.map(rate -> "at " + rate + "/s").orElse("as fast as answered"),
        measured.rate(), measured.percentile(50), measured.percentile(99));
    return measured;
  }

  /** One connection with a vault and a policy of its own, and the exchanges that it will ask for. */
  private final class Job {
    private final KeptConnection connection;
    private final LocalVault vault;
    private List<byte[]> exchanges = List.of();

    Job(URI server, Person person) throws Exception {
      this.connection = new KeptConnection(server);
      this.vault = LocalVault.of(person);
      PushVault push = vault.seal(Map.of("DATABASE_URL", "postgres://db.example.com/shop", "MODE", "live"));
      person.api().post(vault.route(), push).require(200);
      vault.accept(push);
      TrustPolicy policy = policy();
      ChangePolicy change =
          new ChangePolicy(
              person.device().signed(new ChainEvent.PolicySet(policy)).format(),
              vault.escrow().keys(policy));
      person.api().post("/api/vaults/" + vault.id() + "/oidc/policies", change).require(201);
    }

    private TrustPolicy policy() {
      return new TrustPolicy(
          new PolicyId(UUID.randomUUID().toString().replace("-", "")),
          vault.id(),
          new Origin("github", platform.issuer(), "acme/shop", Optional.of("777001"), Optional.of("4242")),
          new Conditions(
              List.of(new Glob("main")), List.of(), List.of(),
              List.of(".github/workflows/deploy.yml"), List.of("push"), false, false),
          new Release(
              List.of(EnvironmentName.DEFAULT), false, Optional.empty(), OptionalInt.empty()));
    }

    void prepare(int count) throws GeneralSecurityException {
      List<byte[]> prepared = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        String body = Api.text(new ExchangeToken(platform.token(), vault.id().value(), "default", null));
        prepared.add(
            connection.request(
                "POST", "/api/vault/oidc", "Content-Type: application/json\r\n", body));
      }
      exchanges = prepared;
    }

    /** How long each pull took; one that had to wait for the one before it began when it was due. */
    long[] run(long first, long gap, long end) throws IOException {
      long[] took = new long[exchanges.size()];
      int done = 0;
      while (done < took.length && System.nanoTime() < end) {
        long due = gap == 0 ? System.nanoTime() : first + done * gap;
        LockSupport.parkNanos(due - System.nanoTime());
        pull(exchanges.get(done));
        took[done++] = System.nanoTime() - due;
      }
      return Arrays.copyOf(took, done);
    }

    private void pull(byte[] exchange) throws IOException {
      KeptConnection.Reply exchanged = require(connection.send(exchange));
      Matcher token = TOKEN.matcher(exchanged.text());
      if (!token.find()) {
        throw new IOException("the exchange was answered without a token");
      }
      require(
          connection.send(
              connection.request(
                  "GET",
                  "/api/vaults/" + vault.id() + "/ci-pull?env=default&sealTo=" + SEAL_TO,
                  "Authorization: Bearer " + token.group(1) + "\r\n",
                  "")));
    }

    private KeptConnection.Reply require(KeptConnection.Reply reply) throws IOException {
      if (reply.status() != 200) {
        throw new IOException("status " + reply.status() + ": " + reply.text());
      }
      return reply;
    }
  }
}
