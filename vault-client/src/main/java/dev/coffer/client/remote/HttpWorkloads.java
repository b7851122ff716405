package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.workload.ExchangeToken;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.protocol.wire.workload.PulledEnvironment;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** The routes for CI jobs over HTTP. A job has no copy of anything, and no session that ends. */
public final class HttpWorkloads implements WorkloadRemote {
  private static final String MEANWHILE = "nothing was written";

  private final ServerAddress server;
  private final Connections connections;
  private final ClientName program;

  /**
   * Speaks to {@code server}.
   *
   * @param authorities a PEM file of certificates that are believed besides the platform's
   * @param program what the server's audit log says of who asked
   */
  public HttpWorkloads(ServerAddress server, Optional<Path> authorities, ClientName program) {
    this.server = server;
    this.program = program;
    this.connections = Connections.kept(authorities); // a handshake costs more than the rest
  }

  /** Asks CI platforms for identity tokens; the certificates are read once for both. */
  public TokenEndpoint tokenEndpoint() {
    return TokenEndpoint.over(connections);
  }

  @Override
  public ExchangedToken exchange(ExchangeToken request) {
    return http(Optional.empty())
        .sendOpenly(HttpCall.post("/api/vault/oidc", request))
        .as(ExchangedToken.class);
  }

  @Override
  public PulledEnvironment pull(
      String token, VaultId vault, EnvironmentName environment, Bytes sealTo) {
    String path =
        "/api/vaults/"
            + HttpVaults.encode(vault.value())
            + "/ci-pull?env="
            + HttpVaults.encode(environment.value())
            + "&sealTo="
            + Base64.getUrlEncoder().withoutPadding().encodeToString(sealTo.toArray());
    try {
      return http(Optional.of(token))
          .send(HttpCall.get(path).requireSignature())
          .as(PulledEnvironment.class);
    } catch (ClientException.NotSignedIn e) {
      throw new ClientException.NotSignedIn(
          "the server no longer takes the token that it gave this job",
          "it expired, or its policy was revoked meanwhile; run the job again");
    }
  }

  private Transport http(Optional<String> token) {
    return new HttpTransport(server, () -> token, connections, MEANWHILE).as(Optional.of(program));
  }
}
