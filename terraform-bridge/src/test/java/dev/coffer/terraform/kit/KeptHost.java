package dev.coffer.terraform.kit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A provider process that is started when it is first needed and serves every command from then on;
 * another one once it has died. A provider keeps nothing between two configurations, so that this
 * differs from Terraform, which starts one for each walk, by the time of the starts alone.
 */
public final class KeptHost implements AutoCloseable {
  private static final long A_MOMENT = 5;

  private final List<String> command;
  private final Map<String, String> variables;
  private final StringBuilder talkOfTheDead = new StringBuilder();
  private PluginHost host;

  /**
   * No process yet.
   *
   * @param command that starts the provider
   * @param variables of its environment
   */
  public KeptHost(List<String> command, Map<String, String> variables) {
    this.command = List.copyOf(command);
    this.variables = Map.copyOf(variables);
  }

  /** The process that runs. */
  public synchronized PluginHost host() throws Exception {
    if (host != null && !host.process().isAlive()) {
      bury();
    }
    if (host == null) {
      host = PluginHost.start(command, variables);
    }
    return host;
  }

  private void bury() throws IOException {
    talkOfTheDead.append(host.talk());
    host.close();
    host = null;
  }

  /** Ends the process without any chance to do something (SIGKILL); returns when it is gone. */
  public synchronized void kill() {
    if (host == null) {
      throw new AssertionError("no provider runs");
    }
    host.process().destroyForcibly().onExit().join();
  }

  /** Whether the process has ended; a connection ends a moment before it. */
  public synchronized boolean hasDied() {
    try {
      return host.process().waitFor(A_MOMENT, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What every process of it has said to standard error so far. */
  public synchronized String talk() throws IOException {
    return host == null ? talkOfTheDead.toString() : talkOfTheDead + host.talk();
  }

  /**
   * Ends the process as a host does.
   *
   * @throws AssertionError when it does not end well
   */
  @Override
  public synchronized void close() throws IOException {
    if (host == null || !host.process().isAlive()) {
      return;
    }
    int status = ended();
    bury();
    if (status != 0) {
      throw new AssertionError("the provider ended with " + status);
    }
  }

  private int ended() {
    try {
      return host.shutdown();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
