package dev.coffer.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A machine of the account that is given an access token which is no device's. */
final class ScriptTokenIT {
  private static final String NONE = "";

  @Test
  void pull_saysWhoseSessionGetsTheKey_andTheMachinesOwnDoes() throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Machine a = anna.machine();
    Files.writeString(a.project().resolve(".env"), "GREETING=hello\n");
    a.expect(NONE, "init");
    a.expect(NONE, "push");
    Machine b = anna.another("b");
    Files.copy(a.project().resolve("coffer.json"), b.project().resolve("coffer.json"));
    String token = a.expect(NONE, "token", "create", "script").strip();

    Said refused =
        b.with("COFFER_TOKEN", token)
            .with("COFFER_SERVER", anna.server().toString())
            .run(NONE, "pull");
    assertThat(refused.status()).as("%s", refused).isEqualTo(3);
    assertThat(refused.talk())
        .contains("there is a key of this vault for this device", "hint:", "COFFER_TOKEN")
        .doesNotContain(token);
    b.with("COFFER_TOKEN", "");
    Said unread = b.run(NONE, "get", "GREETING");
    assertThat(unread.status()).as("%s", unread).isNotZero();
    b.expect(NONE, "pull");
    assertThat(b.expect(NONE, "get", "GREETING").strip()).isEqualTo("hello");
  }
}
