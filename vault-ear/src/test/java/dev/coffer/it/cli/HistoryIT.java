package dev.coffer.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The packaged command looks at a vault's older versions on the packaged server. */
final class HistoryIT {
  private static final String NONE = "";

  @Test
  void olderVersions_areShownComparedSearchedAndBroughtBack() throws Exception {
    Machine machine = signedIn(Running.H2);
    Files.writeString(machine.project().resolve(".env"), "URL=http://one\nMODE=fast\n");
    Files.writeString(machine.project().resolve(".env.staging"), "URL=http://staging\n");
    machine.expect(NONE, "init");
    machine.expect(NONE, "push");
    push(machine, "http://two");
    machine.expect(NONE, "rotate-key");
    push(machine, "http://broken");
    push(machine, "http://broken-too");

    assertThat(machine.expect(NONE, "history").lines())
        .hasSize(5)
        .first()
        .asString()
        .startsWith("5  ")
        .contains("laptop (h");
    assertThat(machine.expect(NONE, "history", "--changes").lines().map(String::strip))
        .contains("~ URL", "+ staging/URL")
        .noneMatch(line -> line.contains("http"));
    assertThat(machine.expect(NONE, "show", "@{2}", "--reveal"))
        .isEqualTo("MODE=fast\nURL=http://two\nstaging/URL=http://staging\n");
    assertThat(machine.expect(NONE, "show", "@{0 seconds ago}"))
        .isEqualTo("MODE\nURL\nstaging/URL\n");
    assertThat(machine.expect(NONE, "diff", "@{1}", "@{3}", "--reveal"))
        .isEqualTo("~ URL was 'http://one' is 'http://two'\n");
    assertThat(machine.expect(NONE, "blame", "URL")).startsWith("URL  changed in 5  ");
    assertThat(machine.expect(NONE, "blame", "MODE")).startsWith("MODE  added in 1  ");

    Said bisected =
        machine.run(
            NONE, "bisect", "--good", "1", "--", "sh", "-c", "case $URL in *broken*) exit 1; esac");
    assertThat(bisected.status()).as(bisected.toString()).isZero();
    assertThat(bisected.output()).startsWith("4  ").endsWith("\n  ~ URL\n");
    assertThat(bisected.talk()).endsWith("the first bad version is 4, found in 3 runs\n");

    machine.expect("edited", "set", "MODE");
    Said refused = machine.run(NONE, "rollback", "2", "--env", "default", "--yes");
    assertThat(refused.status()).as(refused.toString()).isEqualTo(4);
    assertThat(refused.talk()).contains("local edits of MODE");
    Said declined = machine.run("n\n", "rollback", "2", "--env", "default", "--discard");
    assertThat(declined.status()).as(declined.toString()).isEqualTo(1);
    assertThat(machine.expect(NONE, "get", "MODE").strip()).isEqualTo("edited");
    machine.expect(NONE, "rollback", "2", "--discard", "--yes");
    assertThat(machine.expect(NONE, "get", "URL").strip()).isEqualTo("http://two");
    assertThat(machine.expect(NONE, "show", "--reveal")).contains("URL=http://two\n");
    assertThat(machine.expect(NONE, "status")).contains("version   6").contains("edits     0");
  }

  private static void push(Machine machine, String url) throws Exception {
    machine.expect(url, "set", "URL");
    machine.expect(NONE, "push");
  }

  private static Machine signedIn(Running where) throws Exception {
    String account = "h" + Workplace.random();
    CreatedAccount created =
        where
            .people()
            .administrator()
            .api()
            .post("/api/accounts", new CreateAccount(account, false))
            .require(201)
            .as(CreatedAccount.class);
    Machine machine = Machine.create("history");
    machine.expect(
        created.signInSecret() + "\n" + Workplace.random() + "\n",
        "login",
        "--server",
        where.server().uri().toString(),
        "--account",
        account,
        "--name",
        "laptop",
        "--password-stdin");
    return machine;
  }
}
