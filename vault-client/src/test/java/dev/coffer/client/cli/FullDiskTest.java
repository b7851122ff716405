package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.cli.CommandProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The profile lies on a file system of 256 kB in a mount namespace of the test's own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "mount namespaces are Linux's")
class FullDiskTest {
  private static final List<String> OWN_MOUNTS =
      List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");
  private static final String SMALL_HOME =
      "mount -t tmpfs -o size=256k,mode=0700 none \"$COFFER_HOME\"";

  @TempDir Path place;

  private Ended inOwnMounts(String script) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(OWN_MOUNTS);
    words.add(script);
    words.add("coffer");
    words.addAll(CommandProcess.coffer());
    return CommandProcess.start(place, words, "").end();
  }

  private boolean canMount() throws InterruptedException {
    try {
      return inOwnMounts(SMALL_HOME).code() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void set_onAFullDisk_keepsTheOldValueAndSaysWhatToDo() throws IOException, InterruptedException {
    Files.createDirectories(place.resolve("project"));
    Files.createDirectories(place.resolve("home"));
    assumeTrue(canMount(), "this system lets no ordinary user mount a small file system");
    String script =
        SMALL_HOME
            + "; \"$@\" init"
            + "; echo old | \"$@\" set KEY"
            + "; cat /dev/zero >\"$COFFER_HOME/filler\" 2>/dev/null"
            + "; echo new | \"$@\" set KEY; echo \"exit code $?\""
            + "; echo \"value $(\"$@\" get KEY)\""
            + "; find \"$COFFER_HOME\" -name '*.tmp'"
            + "; rm \"$COFFER_HOME/filler\"; echo new | \"$@\" set KEY"
            + "; echo \"value $(\"$@\" get KEY)\"";
    List<String> said = inOwnMounts(script).text().lines().toList();
    assertThat(said)
        .filteredOn(line -> line.startsWith("exit code"))
        .containsExactly("exit code 8");
    assertThat(said)
        .filteredOn(line -> line.startsWith("value "))
        .containsExactly("value old", "value new");
    assertThat(said).anyMatch(line -> line.startsWith("coffer: cannot write "));
    assertThat(said)
        .contains("hint: nothing was changed; check free space and the permissions of that folder");
    assertThat(said).noneMatch(line -> line.endsWith(".tmp"));
  }
}
