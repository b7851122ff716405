package dev.coffer.client.run;

import static dev.coffer.client.run.ProgramScripts.redacted;
import static dev.coffer.client.run.ProgramScripts.shell;
import static dev.coffer.client.run.ProgramScripts.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.OtherJvm;
import dev.coffer.client.layer.Variables;
import dev.coffer.protocol.SuppressForbidden;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs kill(1)")
class SignalRelayTest {
  private static final int BY_ITSELF = 7;
  private static final Variables SECRET = variables(Map.of("KEY", "a secret value"));

  @TempDir Path place;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final SignalRelay relay = new SignalRelay();

  private Child started(String script) {
    Launch launch = redacted(shell(place, script), output, new ByteArrayOutputStream());
    return relay.to(() -> Child.start(launch, SECRET));
  }

  private String shown() {
    return output.toString(StandardCharsets.UTF_8);
  }

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

  /**
   * A server that the program left in the background holds its output for days. The program pauses
   * so that its streams are being read when it ends: the JDK closes those that are not.
   */
  @Test
  void aSignalAfterTheProgramsEnd_endsTheWaitingForWhoHoldsItsOutput() throws Exception {
    Child child =
        started("sleep 600 & echo $! >left; printf '%s, a sec' \"$KEY\"; sleep 1; exit 7");
    try {
      child.ending().join();
      CompletableFuture<Integer> code = CompletableFuture.supplyAsync(child::end);
      relay.arrived("USR1");
      assertThatThrownBy(() -> code.get(5, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
      relay.arrived("TERM");
      assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(BY_ITSELF);
      assertThat(shown()).isEqualTo("***, ***");
    } finally {
      ProcessHandle.of(Long.parseLong(Files.readString(place.resolve("left")).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aProgramThatIsToldToEnd_canStillSaySo() throws Exception {
    Child child =
        started(
            "trap 'echo one; sleep 0.5; echo two; exit 7' TERM; echo ready;"
                + " while :; do sleep 0.02; done");
    while (!shown().contains("ready")) {
      Thread.sleep(20);
    }
    relay.arrived("TERM");
    assertThat(child.end()).isEqualTo(BY_ITSELF);
    assertThat(shown()).isEqualTo("ready\none\ntwo\n");
  }
}
