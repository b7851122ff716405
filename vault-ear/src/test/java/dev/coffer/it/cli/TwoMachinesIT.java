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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged command on two machines of one person, as processes, against the packaged server.
 */
final class TwoMachinesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
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

    TwoMachines.signIn(a, server, account, created.signInSecret() + "\n" + password + "\n");
    Files.writeString(a.project().resolve(".env"), "GREETING=hello\nOTHER=1\n");
    a.expect(NONE, "init");
    a.expect(NONE, "push");

    Files.copy(a.project().resolve("coffer.json"), b.project().resolve("coffer.json"));
    TwoMachines.signIn(b, server, account, password + "\n");
    assertThat(b.run(NONE, "pull").status()).as("not approved yet").isEqualTo(3);
    String device = TwoMachines.pair(a, b);
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
    Call running = watching(b);
    Eventually.holds("b runs", PATIENCE, () -> running.output().contains("value from b\n"));
    a.expect("pushed while b runs", "set", "GREETING");
    a.expect(NONE, "push");
    Eventually.holds(
        "b runs anew", PATIENCE, () -> running.output().contains("value pushed while b runs\n"));

    a.expect("y\n", "device", "revoke", device);
    assertThat(b.run(NONE, "pull").status()).as("revoked").isEqualTo(3);
    Said compared = b.run(NONE, "diff");
    assertThat(compared.status()).as("no answer from the local copy: %s", compared).isEqualTo(3);
    assertThat(running.end().status()).as("what b ran is ended").isEqualTo(3);
    revokedForGood(server, account, password, b);
    assertThat(a.run(NONE, "token", "revoke", "nope").status()).as("no token").isEqualTo(7);
  }

  private static void revokedForGood(
      CofferServer server, String account, String password, Machine machine) throws Exception {
    String[] login = {
      "login", "--server", server.uri().toString(), "--account", account, "--password-stdin"
    };
    Said again = machine.run(password + "\n", login);
    assertThat(again.status()).as(again.toString()).isEqualTo(3);
    assertThat(again.talk()).contains("revoked", "hint: set COFFER_PROFILE");
    assertThat(machine.run(NONE, "token", "list").status()).as("nobody stays").isEqualTo(3);
    assertThat(machine.with("COFFER_PROFILE", "new").run(password + "\n", login).status()).isZero();
  }

  private static Call watching(Machine machine) throws Exception {
    return machine.begin(
        "run",
        "--watch",
        "--watch-interval",
        "1",
        "--",
        "sh",
        "-c",
        "echo value $GREETING; while :; do sleep 0.1; done");
  }
}
