package dev.coffer.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * Everything that a person had is lost but for 24 words and a password; the packaged command on an
 * empty home directory, against the packaged server.
 */
final class RecoveryIT {
  private static final String NONE = "";
  private static final String NAME = "a laptop";

  /** Both devices, the lost one and the one that came back. */
  private static final String NAME_TWICE = "devices with rights: .*a laptop \\(.*a laptop \\(";

  private static final String OF_NOBODY = "zoo ".repeat(23) + "vote";

  private CofferServer server;
  private String account;
  private String password;

  @Test
  void wordsAndPassword_bringEveryVaultBack_andNothingElseDoes() throws Exception {
    Machine lost = Machine.create("lost");
    firstSignIn(lost);
    Machine shop = withVault(lost, "GREETING=hello");
    Machine blog = withVault(lost.in("blog"), "COLOUR=green");
    String words = lost.expect(NONE, "recovery", "create", "--stdout", "--yes").strip();
    assertThat(words.split(" ")).hasSize(24);
    assertThat(lost.run(NONE, "doctor").status()).as("nothing is broken").isZero();

    Machine empty = Machine.create("empty");
    signIn(empty, password + "\n");
    refusesOtherWords(empty);
    Said recovered = empty.run(password + "\n" + words + "\n", "recovery", "use", "--stdin");
    assertThat(recovered.status()).as(recovered.toString()).isZero();
    assertThat(recovered.output().lines()).hasSize(2).allMatch(l -> l.endsWith("recovered"));
    assertThat(recovered.toString()).doesNotContain(words, password);
    assertThat(recovered.talk()).as("it keeps the name of its sign-in").containsPattern(NAME_TWICE);
    pull(shop, empty);
    assertThat(empty.expect(NONE, "get", "GREETING").strip()).isEqualTo("hello");
    Machine emptyBlog = empty.in("blog");
    pull(blog, emptyBlog);
    assertThat(emptyBlog.expect(NONE, "get", "COLOUR").strip()).isEqualTo("green");

    empty.expect(NONE, "recovery", "revoke");
    Machine thief = Machine.create("thief");
    signIn(thief, password + "\n");
    Said refused = thief.run(password + "\n" + words + "\n", "recovery", "use", "--stdin");
    assertThat(refused.status()).as(refused.toString()).isEqualTo(3);
    assertThat(refused.talk()).contains("revoked");
  }

  private void refusesOtherWords(Machine empty) throws Exception {
    Said foreign = empty.run(password + "\n" + OF_NOBODY + "\n", "recovery", "use", "--stdin");
    assertThat(foreign.status()).as(foreign.toString()).isEqualTo(6);
    Said doctor = empty.run(NONE, "doctor", "--json");
    assertThat(doctor.status()).isEqualTo(1);
    assertThat(doctor.output()).contains("\"device_pending\"").doesNotContain("clock_off");
  }

  private void firstSignIn(Machine machine) throws Exception {
    server = Running.H2.server();
    account = "p" + Workplace.random();
    password = Workplace.random();
    CreatedAccount created =
        Running.H2
            .people()
            .administrator()
            .api()
            .post("/api/accounts", new CreateAccount(account, false))
            .require(201)
            .as(CreatedAccount.class);
    signIn(machine, created.signInSecret() + "\n" + password + "\n");
  }

  private void signIn(Machine machine, String input) throws Exception {
    String address = server.uri().toString();
    machine.expect(
        input,
        "login",
        "--server",
        address,
        "--account",
        account,
        "--name",
        NAME,
        "--password-stdin");
  }

  private static Machine withVault(Machine machine, String variable) throws Exception {
    Files.writeString(machine.project().resolve(".env"), variable + "\n");
    machine.expect(NONE, "init");
    machine.expect(NONE, "push");
    return machine;
  }

  private static void pull(Machine from, Machine to) throws IOException, InterruptedException {
    Files.copy(from.project().resolve("coffer.json"), to.project().resolve("coffer.json"));
    to.expect(NONE, "pull");
  }
}
