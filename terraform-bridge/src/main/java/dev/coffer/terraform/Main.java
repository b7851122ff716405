package dev.coffer.terraform;

import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.embedded.Surrounded;
import dev.coffer.terraform.plugin.Handshake;
import dev.coffer.terraform.plugin.HostLog;
import dev.coffer.terraform.plugin.PluginProcess;
import dev.coffer.terraform.provider.ProviderBlock;
import dev.coffer.terraform.provider.ProviderState;
import dev.coffer.terraform.rpc.Calls;
import dev.coffer.terraform.rpc.ProviderService;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;

/** The program that Terraform and OpenTofu start. */
public final class Main {
  private Main() {}

  /** Serves the host that has started this process, until it says that it is done. */
  @SuppressForbidden("the entry point ends the process, and has the only line of standard output")
  public static void main(String[] args) {
    PrintStream line = System.out;
    System.setOut(System.err);
    System.exit(run(line, new HostLog(System.err, Clock.systemUTC())));
  }

  @SuppressForbidden("who starts the program by hand reads why it does not run")
  private static int run(PrintStream line, HostLog log) {
    try {
      PluginProcess process = new PluginProcess(System.getenv(), Clock.systemUTC(), log);
      Calls calls = new Calls((call, failure) -> log.failed(call, failure));
      ProviderState state = new ProviderState(block -> client(block, log));
      process.run(new ProviderService(Types.catalogue(), state, calls), calls::ended, line);
      return 0;
    } catch (Handshake.NotStartedByHost e) {
      System.err.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      System.err.println("the coffer provider cannot listen on a loopback port");
      return 1;
    }
  }

  private static Declarations client(ProviderBlock block, HostLog log) {
    return new Surrounded(System.getenv(), log::warn)
        .with("COFFER_SERVER", block.server())
        .with("COFFER_PROFILE", block.profile())
        .with("COFFER_HOME", block.home())
        .with("COFFER_CA", block.caFile())
        .withFile("COFFER_TOKEN", block.tokenFile())
        .client();
  }
}
