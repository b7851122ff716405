package dev.coffer.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Call;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged command on two machines of one person, as processes, against the packaged server.
 */
final class TwoMachinesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern PENDING =
      Pattern.compile("\"device\": \"([0-9a-f]+)\"[^}]*\"current\": true");
  private static final String NONE = "";

  @ParameterizedTest
  @EnumSource(Running.class)
  void secrets_travelBetweenApprovedMachinesOnly(Running where) throws Exception {
    CofferServer server = where.server();
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

    signIn(a, server, account, created.signInSecret() + "\n" + password + "\n");
    Files.writeString(a.project().resolve(".env"), "GREETING=hello\nOTHER=1\n");
    a.expect(NONE, "init");
    a.expect(NONE, "push");

    Files.copy(a.project().resolve("coffer.json"), b.project().resolve("coffer.json"));
    signIn(b, server, account, password + "\n");
    assertThat(b.run(NONE, "pull").status()).as("not approved yet").isEqualTo(3);
    String device = pair(a, b);
    b.expect(NONE, "pull");
    assertThat(b.expect(NONE, "get", "GREETING").strip()).isEqualTo("hello");

    b.expect("from b", "set", "GREETING");
    assertThat(b.expect(NONE, "diff")).contains("GREETING").doesNotContain("from b");
    b.expect(NONE, "push");
    a.expect("from a", "set", "GREETING");
    Said behind = a.run(NONE, "push");
    assertThat(behind.status()).as(behind.toString()).isEqualTo(4);
    assertThat(behind.talk()).contains("1").contains("2").contains("hint:");
    Said edited = a.run(NONE, "pull");
    assertThat(edited.status()).as(edited.toString()).isEqualTo(4);
    assertThat(edited.talk()).contains("GREETING").doesNotContain("from a");
    assertThat(a.expect(NONE, "get", "GREETING").strip()).isEqualTo("from a");

    a.expect("y\n", "pull", "--discard");
    a.expect("y\n", "device", "revoke", device);
    assertThat(b.run(NONE, "pull").status()).as("revoked").isEqualTo(3);
  }

  private static void signIn(Machine machine, CofferServer server, String account, String input)
      throws Exception {
    machine.expect(
        input,
        "login",
        "--server",
        server.uri().toString(),
        "--account",
        account,
        "--password-stdin");
  }

  /** Both show a code, the person types each into the other; the new machine's device. */
  private static String pair(Machine a, Machine b) throws Exception {
    Matcher pending = PENDING.matcher(b.expect(NONE, "device", "list", "--json"));
    assertThat(pending.find()).isTrue();
    String device = pending.group(1);
    Call confirming = b.begin("device", "confirm", "--name", "machine b");
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
    return device;
  }
}
