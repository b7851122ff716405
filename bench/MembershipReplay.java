import com.google.gson.Gson;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.InvitationCode;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.MembershipSnapshot;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.NoteSigner;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.note.VerificationKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Times a new JVM, started as the client's launcher does, that replays an organisation's whole chain,
 * restores it from a snapshot, and verifies as many signatures and nothing else: {@code
 * MembershipReplay FOLDER ROUNDS}. It starts itself for each, in turns. Its class path has jars alone.
 */
public final class MembershipReplay {
  private static final int EVENTS = 5_000;
  private static final int MEMBERS = 500;
  private static final int DEVICES = 3;
  private static final int REPLAY_LIMIT = 2_000;
  private static final int RESTORE_LIMIT = 50;
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final double NANOS_PER_MILLI = 1e6;

  private record Signer(byte[] seed, DeviceKeys keys) implements NoteSigner {
    static Signer of(int number) {
      byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
      ByteBuffer.wrap(seed).putInt(number);
      byte[] signing = new byte[Ed25519.PUBLIC_KEY_SIZE];
      Ed25519.generatePublicKey(seed, 0, signing, 0);
      byte[] agreement = new byte[X25519.POINT_SIZE];
      X25519.generatePublicKey(seed, 0, agreement, 0);
      return new Signer(seed, new DeviceKeys(Bytes.of(signing), Bytes.of(agreement)));
    }

    @Override
    public VerificationKey verificationKey() {
      return keys.verificationKey();
    }

    @Override
    public Bytes sign(byte[] message) {
      byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
      Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
      return Bytes.of(signature);
    }
  }

  /** Writes the chain, and the snapshot of all of it but the last event. */
  private static final class Story {
    private final Signer owner = Signer.of(1);
    private final List<SignedNote> notes = new ArrayList<>();
    private Membership chain = Membership.empty();

    void add(MembershipEvent event, Signer author) {
      Instant time = START.plusSeconds(chain.length());
      SignedNote note = SignedNote.sign(chain.next(event, author.keys().keyId(), time).text(), author);
      chain = chain.append(note);
      notes.add(note);
    }

    private static List<NamedDevice> devices(int member) {
      return IntStream.range(0, DEVICES)
          .mapToObj(i -> new NamedDevice(Signer.of(device(member, i)).keys(), new DeviceName("device " + i)))
          .toList();
    }

    private static int device(int member, int index) {
      return member == 0 && index == 0 ? 1 : 1_000 + member * DEVICES + index;
    }

    void join(int member) {
      String id = String.format("%032x", member);
      Signer key = Signer.of(1_000_000 + member);
      Bytes nonce = Bytes.of(Arrays.copyOf(key.seed(), InvitationCode.NONCE_LENGTH));
      add(
          new MembershipEvent.Invited(
              id,
              key.keys().signing(),
              InvitationCode.commitment(id, nonce),
              START.plusSeconds(1_000_000),
              Role.DEVELOPER,
              Access.ALL),
          owner);
      String account = new UUID(0, member).toString();
      List<NamedDevice> devices = devices(member);
      String text =
          InvitationCode.proofText(
              chain.genesis().orElseThrow(), id, account, "member" + member, nonce, devices);
      add(
          new MembershipEvent.Joined(
              id,
              account,
              "member" + member,
              nonce,
              devices,
              key.sign(text.getBytes(StandardCharsets.UTF_8))),
          Signer.of(device(member, 0)));
      add(new MembershipEvent.Confirmed(id, nonce), owner);
    }

    void change(int turn) {
      int member = 1 + turn % (MEMBERS - 1);
      VaultHead head = new VaultHead(new VaultId("vault"), turn + 1, Digest.of("manifest " + turn));
      Access some = Access.of(new TreeMap<>(Map.of(new EnvironmentName("staging"), true)));
      boolean limits = turn / (MEMBERS - 1) % 2 == 0;
      add(
          new MembershipEvent.RoleChanged(
              new UUID(0, member).toString(),
              Role.DEVELOPER,
              limits ? some : Access.ALL,
              List.of(head)),
          owner);
    }

    void write(Path folder) throws IOException {
      add(
          new MembershipEvent.Created(
              new UUID(1, 1), new OrganisationName("bench"), new UUID(0, 0).toString(), "owner", devices(0)),
          owner);
      for (int member = 1; member < MEMBERS; member++) {
        join(member);
      }
      MembershipSnapshot snapshot = chain.snapshot();
      for (int turn = 0; notes.size() < EVENTS; turn++) {
        snapshot = chain.snapshot();
        change(turn);
      }
      Files.writeString(folder.resolve("snapshot"), new Gson().toJson(snapshot));
      List<String> texts = notes.stream().map(SignedNote::format).toList();
      Files.writeString(folder.resolve("chain"), new Gson().toJson(texts));
    }
  }

  private static List<String> texts(Path folder) throws IOException {
    return Arrays.asList(new Gson().fromJson(Files.readString(folder.resolve("chain")), String[].class));
  }

  private static int replay(Path folder) throws IOException {
    List<String> texts = texts(folder);
    return timed(() -> Membership.replay(texts.stream().map(SignedNote::parse).toList()).length());
  }

  private static MembershipSnapshot snapshot(Path folder) throws IOException {
    return new Gson().fromJson(Files.readString(folder.resolve("snapshot")), MembershipSnapshot.class);
  }

  private static int restore(Path folder) throws IOException {
    MembershipSnapshot snapshot = snapshot(folder);
    return 1 + timed(() -> Membership.restore(snapshot).length());
  }

  private static int extend(Path folder) throws IOException {
    List<String> texts = texts(folder);
    MembershipSnapshot snapshot = snapshot(folder);
    return timed(
        () ->
            Membership.restore(snapshot)
                .append(SignedNote.parse(texts.get(texts.size() - 1)))
                .length());
  }

  /** The floor: as many signatures as there are in the chain, on all processors. */
  private static int bare(Path folder) throws IOException {
    List<SignedNote> notes = texts(folder).stream().map(SignedNote::parse).toList();
    Signer owner = Signer.of(1);
    byte[] signature = owner.sign(new byte[500]).toArray();
    byte[] key = owner.keys().signing().toArray();
    return timed(
        () ->
            (int)
                IntStream.range(0, notes.size() + MEMBERS - 1)
                    .parallel()
                    .filter(i -> Ed25519.verify(signature, 0, key, 0, new byte[500], 0, 500))
                    .count());
  }

  private interface Work {
    int run();
  }

  private static int timed(Work work) {
    long begin = System.nanoTime();
    long processor = processorNanos();
    int length = work.run();
    System.out.println(
        (System.nanoTime() - begin) / NANOS_PER_MILLI
            + " "
            + (processorNanos() - processor) / NANOS_PER_MILLI);
    return length;
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Wall and processor milliseconds of one run in a JVM of its own. */
  private static double[] child(String act, Path folder, String archive)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:disable",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                archive + folder.resolve("archive"),
                "-cp",
                System.getProperty("java.class.path"),
                MembershipReplay.class.getName(),
                act,
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      if (process.waitFor() != 0 || line == null) {
        throw new IllegalStateException(act + " ended with " + process.exitValue());
      }
      return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
  }

  /** Medians of wall and processor time, and the least wall time. */
  private static double[] summary(List<double[]> runs) {
    double[] wall = sorted(runs, 0);
    double[] processor = sorted(runs, 1);
    return new double[] {wall[wall.length / 2], wall[0], processor[processor.length / 2]};
  }

  private static double[] sorted(List<double[]> runs, int which) {
    return runs.stream().mapToDouble(run -> run[which]).sorted().toArray();
  }

  private static void print(String label, double[] times, int limit) {
    System.out.printf("%-44s %8.0f %8.0f %8.0f", label, times[0], times[1], times[2]);
    if (limit > 0) {
      System.out.printf(" %8d %s", limit, times[0] <= limit ? "held" : "MISSED");
    }
    System.out.println();
  }

  private static void compare(Path folder, int rounds) throws IOException, InterruptedException {
    new Story().write(folder);
    child("extend", folder, "-XX:ArchiveClassesAtExit=");
    Map<String, List<double[]>> runs = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      for (String act : List.of("replay", "restore", "extend", "bare")) {
        runs.computeIfAbsent(act, name -> new ArrayList<>())
            .add(child(act, folder, "-XX:SharedArchiveFile="));
      }
    }
    double[] replay = summary(runs.get("replay"));
    double[] bare = summary(runs.get("bare"));
    System.out.printf(
        "%-44s %8s %8s %8s %8s%n", rounds + " new JVMs in turns, ms", "wall", "least", "cpu", "limit");
    print(EVENTS + " events, " + MEMBERS + " members × " + DEVICES + ": replay", replay, REPLAY_LIMIT);
    print("as many signatures and nothing else", bare, 0);
    print("restore", summary(runs.get("restore")), RESTORE_LIMIT);
    print("restore, and its first event more", summary(runs.get("extend")), 0);
    System.out.printf(
        "%-44s %8.2f %8.2f %8.2f%n",
        "replay / signatures", replay[0] / bare[0], replay[1] / bare[1], replay[2] / bare[2]);
  }

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "replay" -> require(replay(Path.of(args[1])));
      case "restore" -> require(restore(Path.of(args[1])));
      case "extend" -> require(extend(Path.of(args[1])));
      case "bare" -> bare(Path.of(args[1]));
      default -> compare(Path.of(args[0]), Integer.parseInt(args[1]));
    }
  }

  private static void require(int length) {
    if (length != EVENTS) {
      throw new IllegalStateException("the chain has " + length + " events");
    }
  }
}
