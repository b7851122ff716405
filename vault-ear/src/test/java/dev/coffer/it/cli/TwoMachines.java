package dev.coffer.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Call;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two approved machines of one person, and a vault that both have. */
record TwoMachines(Machine a, Machine b) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern PENDING =
      Pattern.compile("\"device\": \"([0-9a-f]+)\"[^}]*\"current\": true");
  private static final String NONE = "";

  /** A new account's machines; the vault's first version is {@code dotenv}. */
  static TwoMachines with(Running where, String dotenv) throws Exception {
    String account = "p" + Workplace.random();
    CreatedAccount created =
        where
            .people()
            .administrator()
            .api()
            .post("/api/accounts", new CreateAccount(account, false))
            .require(201)
            .as(CreatedAccount.class);
    String password = Workplace.random();
    Machine a = Machine.create("a");
    Machine b = Machine.create("b");
    signIn(a, where.server(), account, created.signInSecret() + "\n" + password + "\n");
    signIn(b, where.server(), account, password + "\n");
    pair(a, b);
    Files.writeString(a.project().resolve(".env"), dotenv);
    a.expect(NONE, "init");
    a.expect(NONE, "push");
    Files.copy(a.project().resolve("coffer.json"), b.project().resolve("coffer.json"));
    b.expect(NONE, "pull");
    return new TwoMachines(a, b);
  }

  /** Signs {@code machine} in; {@code input} is what {@code --password-stdin} reads. */
  static void signIn(Machine machine, CofferServer server, String account, String input)
      throws Exception {
    machine.expect(
        input,
        "login",
        "--server",
        server.uri().toString(),
        "--account",
        account,
        "--name",
        machineName(machine),
        "--password-stdin");
  }

  static String machineName(Machine machine) {
    return "machine " + machine.project().getParent().getFileName();
  }

  /** Both show a code, the person types each into the other; the new machine's device. */
  static String pair(Machine a, Machine b) throws Exception {
    Matcher pending = PENDING.matcher(b.expect(NONE, "device", "list", "--json"));
    assertThat(pending.find()).isTrue();
    String device = pending.group(1);
    Call confirming = b.begin("device", "confirm");
    Eventually.holds("b waits", PATIENCE, () -> confirming.talk().contains("waiting"));
    Call approving = a.begin("device", "approve", device);
    Eventually.holds("a shows its code", PATIENCE, () -> approving.output().contains("\n"));
    Eventually.holds("b shows its code", PATIENCE, () -> confirming.output().contains("\n"));
    String code = approving.output().lines().findFirst().orElseThrow();
    assertThat(confirming.output().lines().findFirst()).hasValue(code);
    approving.type(code + "\n");
    confirming.type(code + "\n");
    assertThat(approving.end().status()).isZero();
    assertThat(confirming.end().status()).isZero();
    assertThat(a.expect(NONE, "device", "list").lines())
        .as("it keeps the name of its sign-in")
        .anyMatch(line -> line.startsWith(device) && line.endsWith(machineName(b)));
    return device;
  }
}
