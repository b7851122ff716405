package dev.coffer.client.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.OtherJvm;
import dev.coffer.protocol.SuppressForbidden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs kill(1)")
class SignalRelayTest {
  private static final int BY_ITSELF = 7;

  /** A process that is interrupted when its program, and with it the relay, has ended. */
  static final class Interrupted {
    private Interrupted() {}

    @SuppressForbidden("ends the process, as the command does")
    public static void main(String[] args) throws Exception {
      SignalRelay.install().close();
      interrupt(Long.toString(ProcessHandle.current().pid()));
      Thread.sleep(500); // in which the signal would end it
      System.exit(BY_ITSELF);
    }
  }

  private static int interrupt(String process) throws Exception {
    return new ProcessBuilder("kill", "-s", "INT", process).start().waitFor();
  }

  /** A build in the background may have been started with signals that are ignored for good. */
  private static boolean isIgnored() throws Exception {
    return new ProcessBuilder("sh", "-c", "kill -s INT $$; exit 0").start().waitFor() == 0;
  }

  /** Ctrl-C ends a program perhaps before it is heard of by who waits for the program. */
  @Test
  void aSignalAfterTheProgramsEnd_changesNoExitCode() throws Exception {
    assumeTrue(!isIgnored(), "SIGINT is ignored here");
    Process process = OtherJvm.start(Interrupted.class);
    assertThat(process.waitFor()).isEqualTo(BY_ITSELF);
  }
}
