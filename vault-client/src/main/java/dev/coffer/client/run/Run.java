package dev.coffer.client.run;

import dev.coffer.client.ClientException;
import dev.coffer.client.dotenv.DotenvWriter;
import dev.coffer.client.layer.Variables;
import dev.coffer.client.mount.Mount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs a program with values and ends when it ends. Its standard streams are this process's, unless
 * its output is masked; signals are passed on; a mounted file is removed in every case.
 */
public final class Run {
  private final Launch launch;

  public Run(Launch launch) {
    this.launch = launch;
  }

  /**
   * Runs the program once.
   *
   * @return its exit code, 128 + n when signal n ended it
   * @throws ClientException.CannotRun when it could not be started
   * @throws ClientException.Usage naming a variable that its environment cannot hold
   */
  @SuppressWarnings("try") // the mount is only there
  public int once(Variables variables) {
    try (SignalRelay relay = SignalRelay.install();
        Mounted mounted = mount(variables)) {
      return relay.to(() -> Child.start(launch, variables)).end();
    }
  }

  /**
   * Runs the program, again or with a signal whenever {@code watching} brings other values.
   *
   * @return the exit code with which it ended by itself
   * @throws ClientException with exit code 3 when the server no longer serves this machine; the
   *     program was ended
   */
  public int watched(Variables variables, Watching watching) {
    try (SignalRelay relay = SignalRelay.install();
        Mounted mounted = mount(variables)) {
      return new WatchedRun(launch, relay, mounted, watching).run(variables);
    }
  }

  private Mounted mount(Variables variables) {
    Optional<Path> file = launch.mount();
    return new Mounted(file.map(path -> Mount.at(path, text(variables))));
  }

  private static byte[] text(Variables variables) {
    return DotenvWriter.write(variables.values()).getBytes(StandardCharsets.UTF_8);
  }

  /** The file of values, if there is to be one. */
  record Mounted(Optional<Mount> mount) implements AutoCloseable {
    void show(Variables variables) {
      mount.ifPresent(found -> found.show(text(variables)));
    }

    @Override
    public void close() {
      mount.ifPresent(Mount::close);
    }
  }
}
