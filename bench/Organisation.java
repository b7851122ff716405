import com.sun.management.OperatingSystemMXBean;
import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.organisation.Members;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.People;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures an organisation of many people against a running server, with the client's library as its
 * command uses it: {@code Organisation SERVER DATA FOLDER COFFER MEMBERS VAULTS EVENTS SERVER_PID}.
 * Every member has an account and three approved devices on that server, and comes in by a real
 * invitation; a role changes back and forth until the chain has its length.
 */
public final class Organisation {
  private static final List<Integer> SIZES = List.of(10, 50, 100, 250, 500);
  private static final int ROUNDS = 5;
  private static final int HEAD_LIMIT = 50;
  private static final int REMOVE_LIMIT = 60_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Path folder;
  private final long serverPid;
  private final Map<String, String> environment;
  private final Crowd crowd;

  private Organisation(URI server, People people, Path folder, Path coffer, long serverPid)
      throws Exception {
    this.folder = folder;
    this.serverPid = serverPid;
    this.environment =
        Map.of("COFFER_HOME", folder.resolve("home").toString(), "COFFER_KEYCHAIN", "file");
    login(server, people, coffer);
    Workspace workspace = workspace("owner");
    var organisation = workspace.shared().organisations().create(new OrganisationName("bench"));
    Api api = Api.of(server).as(workspace.bearer().orElseThrow()).with("X-Coffer-Formats", "coffer/1");
    this.crowd =
        new Crowd(people, organisation.chain().current().membership(), workspace.identity(), api);
  }

  private void login(URI server, People people, Path coffer) throws Exception {
    CreatedAccount owner =
        people.administrator().api().post("/api/accounts", new CreateAccount("owner", false))
            .require(201)
            .as(CreatedAccount.class);
    List<String> command =
        List.of(coffer.toString(), "login", "--server", server.toString(), "--account", "owner",
            "--password-stdin");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("login").toFile());
    builder.environment().putAll(environment);
    Process login = builder.start();
    try (var typing = login.getOutputStream()) {
      typing.write((owner.signInSecret() + "\nbench-password\n").getBytes(StandardCharsets.UTF_8));
    }
    if (login.waitFor() != 0) {
      throw new IOException("coffer login: " + Files.readString(folder.resolve("login")));
    }
  }

  /** A command's own view: nothing of the one before is remembered. */
  private Workspace workspace(String project) throws IOException {
    Path there = Files.createDirectories(folder.resolve("projects").resolve(project));
    return new Workspace(
        new Surroundings(
            environment, there, Clock.systemUTC(), new SecureRandom(), System.err::println));
  }

  /** Milliseconds of the clock, and of both processes on the processors. */
  private record Times(double wall, double client, double server) {
    Times minus(Times before) {
      return new Times(wall - before.wall, client - before.client, server - before.server);
    }
  }

  private Times now() {
    var own = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double server =
        ProcessHandle.of(serverPid)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(spent -> (double) spent.toMillis())
            .orElse(Double.NaN);
    return new Times(
        System.nanoTime() / NANOS_PER_MILLI, own.getProcessCpuTime() / NANOS_PER_MILLI, server);
  }

  @FunctionalInterface
  private interface Act {
    void run() throws Exception;
  }

  private Times timed(Act act) throws Exception {
    Times before = now();
    act.run();
    return now().minus(before);
  }

  private static Times median(List<Times> all) {
    return new Times(
        all.stream().mapToDouble(Times::wall).sorted().toArray()[all.size() / 2],
        all.stream().mapToDouble(Times::client).sorted().toArray()[all.size() / 2],
        all.stream().mapToDouble(Times::server).sorted().toArray()[all.size() / 2]);
  }

  /** Shares a vault of ten variables in two environments, as {@code coffer share} does. */
  private void share(String name) throws IOException {
    VaultId vault = new VaultId(name);
    Workspace workspace = workspace(name);
    ProjectFile.create(workspace.surroundings().folder(), vault, PayloadFormat.COFFER_1);
    Map<String, String> variables = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      variables.put("KEY_" + i, name + " " + i);
    }
    VaultContents contents =
        VaultContents.EMPTY
            .with(new EnvironmentName("default"), variables)
            .with(new EnvironmentName("staging"), variables);
    workspace.ownVaults().update(vault, local -> local.editing(contents));
    workspace.shared().share(workspace.shared().organisations().find(crowd.organisation()));
  }

  /** As {@code coffer pull} on a machine that has no copy yet. */
  private void pull(String name) throws IOException {
    Workspace workspace = workspace(name);
    workspace.vaults().update(new VaultId(name), local -> LocalVault.fresh(new VaultId(name)));
    workspace.sync(new Workspace.NoLegacyKey()).pull(Resolution.THEIRS);
    workspace.shared().shareWithNewDevices();
  }

  private void growth(int members) throws Exception {
    System.out.printf(
        "%n%-30s %8s %8s %8s %12s %12s%n", "ms, medians of " + ROUNDS, "wall", "client", "server",
        "cpu/device", "to the first");
    crowd.grow(SIZES.get(0));
    for (int round = 0; round < ROUNDS; round++) {
      share("warm-" + round);
      pull("warm-" + round);
    }
    double[] first = new double[2];
    for (int size : SIZES.stream().filter(size -> size <= members).toList()) {
      crowd.grow(size);
      workspace("owner").shared().organisations().find(crowd.organisation()).chain().current();
      List<Times> shares = new ArrayList<>();
      List<Times> pulls = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        String name = "growth-" + size + "-" + round;
        shares.add(timed(() -> share(name)));
        pulls.add(timed(() -> pull(name)));
      }
      first[0] = line("share, " + size + " members", median(shares), size, first[0]);
      first[1] = line("pull, " + size + " members", median(pulls), size, first[1]);
    }
    crowd.grow(members);
  }

  /** How much more than at the first size a device costs: 1 is linear, less is better. */
  private static double line(String label, Times times, int members, double first) {
    double device = (times.client + times.server) / members / Crowd.DEVICES;
    double base = first == 0 ? device : first;
    System.out.printf(
        "%-30s %8.0f %8.0f %8.0f %12.3f %12.2f%n", label, times.wall, times.client, times.server,
        device, device / base);
    return base;
  }

  private void fill(int vaults) throws Exception {
    int made = (int) workspace("owner").shared().organisations().find(crowd.organisation())
        .vaults().remote().vaults().vaults().size();
    Times all =
        timed(
            () -> {
              for (int i = made; i < vaults; i++) {
                share("vault-" + i);
              }
            });
    System.out.printf(
        "%n%-30s %8.0f %8.0f %8.0f%n", (vaults - made) + " vaults shared", all.wall, all.client, all.server);
  }

  /** What {@code org show} and every other command does first, in a JVM that has done it before. */
  private void fromStoredHead() throws Exception {
    List<Times> asked = new ArrayList<>();
    for (int round = 0; round < 4 * ROUNDS; round++) {
      crowd.changeRoles(1);
      Workspace workspace = workspace("owner");
      var organisation = workspace.shared().organisations().find(crowd.organisation());
      asked.add(timed(() -> organisation.chain().current()));
    }
    limit("chain of " + crowd.length() + ", an event more", median(asked), HEAD_LIMIT);
  }

  private static void limit(String label, Times times, int limit) {
    System.out.printf(
        "%-30s %8.0f %8.0f %8.0f %8d %8.2f %s%n", label, times.wall, times.client, times.server, limit,
        times.wall / limit, times.wall <= limit ? "held" : "MISSED");
  }

  private void remove() throws Exception {
    Workspace workspace = workspace("owner");
    Members members =
        workspace.shared().members(workspace.shared().organisations().find(crowd.organisation()));
    Parts parts = new Parts(Thread.currentThread(), Members.class.getName(), "remove");
    Members.Removal[] removal = new Members.Removal[1];
    parts.start();
    Times all = timed(() -> removal[0] = members.remove(crowd.last()));
    parts.end();
    long failed = removal[0].vaults().stream().filter(step -> step.failure() != null).count();
    removal[0].vaults().stream().filter(step -> step.failure() != null).limit(3).forEach(System.out::println);
    int vaults = removal[0].vaults().size();
    limit("org remove, " + vaults + " vaults", all, REMOVE_LIMIT);
    parts.print();
    System.out.printf(
        "%-30s %8d%n%-30s %8d%n", "  vaults that failed", failed, "  values listed",
        removal[0].exposures().size());
    if (failed > 0) {
      throw new IllegalStateException(failed + " vaults got no new key");
    }
  }

  private static String load() throws IOException {
    return Runtime.getRuntime().availableProcessors()
        + " processors, load "
        + String.join(" ", Arrays.asList(Files.readString(Path.of("/proc/loadavg")).split(" ")).subList(0, 3));
  }

  public static void main(String[] args) throws Exception {
    URI server = URI.create(args[0]);
    People people = People.of(Api.of(server), Path.of(args[1]));
    int members = Integer.parseInt(args[4]);
    Organisation bench =
        new Organisation(
            server, people, Path.of(args[2]), Path.of(args[3]), Long.parseLong(args[7]));
    System.out.println(members + " members × " + Crowd.DEVICES + " devices; " + load());
    bench.growth(members);
    bench.crowd.changeRoles(Integer.parseInt(args[6]) - bench.crowd.length());
    bench.workspace("owner").shared().organisations().find(bench.crowd.organisation()).chain().current();
    bench.fill(Integer.parseInt(args[5]));
    System.out.printf(
        "%n%-30s %8s %8s %8s %8s %8s%n", "ms", "wall", "client", "server", "limit", "ratio");
    bench.fromStoredHead();
    bench.remove();
    System.out.println(load());
    System.exit(0);
  }
}
