package dev.coffer.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Two machines that edit at the same time, then one that is offline or signed out. */
final class MergeIT {
  private static final String NONE = "";

  private static String value(Machine machine, String key) throws Exception {
    return machine.expect(NONE, "get", key).strip();
  }

  private static void isConflict(Said said) {
    assertThat(said.status()).as(said.toString()).isEqualTo(4);
    assertThat(said.talk()).contains("SHARED", "hint:").doesNotContain("from-a", "from-b");
  }

  private static String editor(Machine machine, String script) throws IOException {
    Path file = Files.createTempFile(machine.project().getParent(), "editor", "");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  @Test
  void edits_ofTwoMachines_areMerged() throws Exception {
    TwoMachines both = TwoMachines.with(Running.H2, "SHARED=0\nGONE=0\n");
    Machine a = both.a();
    Machine b = both.b();

    a.expect("1", "set", "A");
    a.expect(NONE, "delete", "GONE");
    a.expect(NONE, "push");
    b.expect("1", "set", "B");
    Said merged = b.run(NONE, "pull");
    assertThat(merged.status()).as(merged.toString()).isZero();
    assertThat(merged.talk()).contains("came  + A", "came  - GONE", "mine  + B");
    assertThat(b.expect(NONE, "list").lines()).containsExactly("A", "B", "SHARED");

    a.expect("from-a", "set", "SHARED");
    a.expect(NONE, "push");
    b.expect("from-b", "set", "SHARED");
    Said behind = b.run(NONE, "push");
    assertThat(behind.status()).as(behind.toString()).isEqualTo(4);
    assertThat(behind.talk()).contains("coffer push --rebase");
    isConflict(b.run(NONE, "pull"));
    isConflict(b.run(NONE, "push", "--rebase"));
    assertThat(value(b, "SHARED")).isEqualTo("from-b");
    b.expect(NONE, "pull", "--ours");
    assertThat(value(b, "SHARED")).isEqualTo("from-b");
    b.expect(NONE, "push");

    a.expect("from-a again", "set", "SHARED");
    a.expect(NONE, "pull", "--theirs");
    assertThat(value(a, "SHARED")).isEqualTo("from-b");

    b.expect("from-b again", "set", "SHARED");
    b.expect(NONE, "push");
    a.expect("from-a again", "set", "SHARED");
    Said undecided = a.with("EDITOR", "true").run(NONE, "push", "--rebase", "--edit");
    assertThat(undecided.status()).as(undecided.toString()).isEqualTo(4);
    assertThat(undecided.talk()).contains("still has a conflict mark").doesNotContain("from-");
    assertThat(value(a, "SHARED")).isEqualTo("from-a again");
    a.with("EDITOR", editor(a, "printf 'default/SHARED = \"of both\"\\n' >\"$1\""));
    String pushed = a.expect(NONE, "push", "--rebase", "--edit", "--json");
    assertThat(pushed).contains("\"status\": \"updated\"", "\"taken\": \"edited\"");
    b.expect(NONE, "pull");
    assertThat(value(b, "SHARED")).isEqualTo("of both");
  }

  @Test
  void withoutTheServer_theLocalCopyServes_unlessTheRightHasEnded() throws Exception {
    Machine a = TwoMachines.with(Running.H2, "KEY=1\n").a();
    a.expect("2", "set", "KEY");
    Said offline = a.run(NONE, "diff", "--offline");
    assertThat(offline.status()).as(offline.toString()).isZero();
    assertThat(offline.output()).contains("~ KEY");
    assertThat(offline.talk()).contains("compared with the local copy only");
    assertThat(a.run(NONE, "push", "--offline").status()).isEqualTo(5);
    assertThat(a.expect(NONE, "status", "--json")).contains("\"unansweredPush\": false");

    a.expect(NONE, "logout");
    Said signedOut = a.run(NONE, "diff");
    assertThat(signedOut.status()).as(signedOut.toString()).isEqualTo(3);
    assertThat(signedOut.output()).isEmpty();
    assertThat(value(a, "KEY")).isEqualTo("2");
  }
}
