package dev.coffer.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is killed at the end, for which the test JVM has half a minute. */
final class ProcessesIT {
  private static Process remembered() throws IOException {
    return Processes.remember(new ProcessBuilder("cat").start());
  }

  private static void end(Process process) throws Exception {
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void remember_forgetsWhatHasEnded() throws Exception {
    Process first = remembered();
    Process running = remembered();
    assertThat(Processes.remembers(first)).isTrue();
    end(first);
    Process last = remembered();
    assertThat(Processes.remembers(first)).isFalse();
    assertThat(Processes.remembers(running)).isTrue();
    end(running);
    end(last);
  }
}
