package dev.coffer.terraform;

import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.terraform.plugin.Handshake;
import dev.coffer.terraform.plugin.HostLog;
import dev.coffer.terraform.plugin.PluginProcess;
import dev.coffer.terraform.provider.ProviderState;
import dev.coffer.terraform.rpc.Calls;
import dev.coffer.terraform.rpc.ProviderService;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** The program that Terraform and OpenTofu start. */
public final class Main {
  private Main() {}

  /** Serves the host that has started this process, until it says that it is done. */
  @SuppressForbidden("the entry point ends the process, and has the only line of standard output")
  public static void main(String[] args) {
    PrintStream line = System.out;
    System.setOut(System.err);
    System.exit(serve(System.getenv(), line, System.err));
  }

  /**
   * Serves a host.
   *
   * @param environment as the host has set it
   * @param line takes the handshake line and nothing else
   * @param talk takes log lines, and why it does not run
   * @return the exit code
   */
  public static int serve(Map<String, String> environment, PrintStream line, PrintStream talk) {
    HostLog log = new HostLog(talk, Clock.systemUTC());
    try {
      PluginProcess process = new PluginProcess(environment, Clock.systemUTC(), log);
      Calls calls = new Calls(log::failed);
      ProviderState state = new ProviderState(new Connection(environment, log::warn)::of);
      process.run(new ProviderService(Types.catalogue(), state, calls), calls::ended, line);
      return 0;
    } catch (Handshake.NotStartedByHost e) {
      talk.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      talk.println("the coffer provider cannot listen on a loopback port");
      return 1;
    }
  }
}
