package dev.coffer.client.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.OtherJvm;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs kill(1)")
class IgnoredInterruptsTest {
  private static final int INTERRUPTED = 128 + 2;
  private static final int STILL_THERE = 7;
  private static final String KILLS_ITSELF = "kill -s INT $$; exit 0";

  private static int run(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(words).start().waitFor();
  }

  private static void interruptMyself() throws IOException, InterruptedException {
    assertThat(run("kill", "-s", "INT", Long.toString(ProcessHandle.current().pid()))).isZero();
    TimeUnit.MILLISECONDS.sleep(500); // in which it would end this process
  }

  /** Is interrupted while another program has the terminal; then, perhaps, once more. */
  static final class Interrupted {
    private Interrupted() {}

    @SuppressWarnings("try") // signals are only ignored
    public static void main(String[] args) throws Exception {
      int others;
      try (IgnoredInterrupts here = IgnoredInterrupts.install()) {
        interruptMyself();
        others = run("sh", "-c", KILLS_ITSELF);
      }
      if (others == INTERRUPTED && args[0].equals("once more")) {
        interruptMyself();
        TimeUnit.SECONDS.sleep(60); // on a busy machine the end takes its time
      }
      Runtime.getRuntime().halt(others == INTERRUPTED ? STILL_THERE : others);
    }
  }

  private static int interrupted(String how) throws IOException, InterruptedException {
    assumeTrue(run("sh", "-c", KILLS_ITSELF) == INTERRUPTED, "SIGINT is ignored here");
    return OtherJvm.start(Interrupted.class, how).waitFor();
  }

  @Test
  void interrupt_endsNeitherThisProcess_norIsKeptFromOthers() throws Exception {
    assertThat(interrupted("once")).isEqualTo(STILL_THERE);
  }

  @Test
  void interrupt_afterwards_endsThisProcessAgain() throws Exception {
    assertThat(interrupted("once more")).isEqualTo(INTERRUPTED);
  }
}
