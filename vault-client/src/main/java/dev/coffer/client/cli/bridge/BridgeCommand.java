package dev.coffer.client.cli.bridge;

import dev.coffer.client.ClientException;
import dev.coffer.client.bridge.BridgeServer;
import dev.coffer.client.bridge.BridgeToken;
import dev.coffer.client.bridge.ListenAddress;
import dev.coffer.client.bridge.desk.Desk;
import dev.coffer.client.bridge.kind.Kinds;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.signal.EndSignal;
import dev.coffer.protocol.ClientName;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer bridge}. */
@Command(
    name = "bridge",
    description = {
      "Let programs of this machine declare vaults, members and CI policies over HTTP.",
      "Ends with Ctrl-C. docs/bridge.md has the routes."
    },
    footer = {
      "  coffer bridge",
      "  coffer bridge --listen 127.0.0.1:8484 --token-file ./token",
      "  coffer bridge --listen unix:./bridge.sock"
    })
public final class BridgeCommand extends CliCommand {
  private static final ClientName NAME = new ClientName("bridge");

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "Loopback address and port, or unix:PATH; any free port.")
  private String listen = "127.0.0.1:0";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "What callers show; made when it is not there.")
  private Path tokenFile;

  public BridgeCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    ListenAddress address = ListenAddress.parse(listen, workspace().surroundings().folder());
    if (workspace().isOffline()) {
      throw new ClientException.Offline();
    }
    workspace().account(); // before a token is made for nobody
    workspace().speakAs(NAME);
    Path file = file();
    BridgeToken token = BridgeToken.in(file, workspace().surroundings().random());
    Desk desk = new Desk(Kinds.of(workspace()));
    try (EndSignal end = EndSignal.install();
        BridgeServer server = BridgeServer.start(address, token, desk::answer, terminal()::warn)) {
      tell(server, file);
      end.await();
    }
    terminal().say("the bridge has ended");
  }

  private Path file() {
    return tokenFile == null
        ? workspace().profile().bridgeToken()
        : workspace().surroundings().folder().resolve(tokenFile).normalize();
  }

  private void tell(BridgeServer server, Path file) {
    if (json()) {
      terminal().printJsonLine(object("address", server.address(), "tokenFile", file.toString()));
    } else {
      terminal().print(server.address());
      terminal().say("callers show what " + file + " holds; Ctrl-C ends this");
    }
  }
}
