package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks a server, without a bearer, whether it is ready and what time it has. */
public final class ServerProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String READY = "/health/ready";

  private final ServerAddress server;
  private final Connections connections;

  /**
   * Asks {@code server}.
   *
   * @param authorities a PEM file of certificates that are believed besides the platform's
   */
  public ServerProbe(ServerAddress server, Optional<Path> authorities) {
    this.server = server;
    this.connections = new Connections(authorities);
  }

  /**
   * What the server says about itself.
   *
   * @param status 200 when it is ready
   * @param time of its answer; empty when it does not tell
   */
  public record Answer(int status, Optional<Instant> time) {}

  /**
   * Asks once.
   *
   * @throws ClientException.Unreachable when there is no answer
   */
  public Answer ask() {
    try {
      HttpURLConnection connection =
          connections.open(URI.create(server + READY), PATIENCE, PATIENCE);
      try {
        int status = connection.getResponseCode();
        long millis = connection.getDate();
        return new Answer(
            status, millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis)));
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      throw new ClientException.Unreachable(
          "the server at " + server + " does not answer (" + e.getClass().getSimpleName() + ")",
          null,
          e);
    }
  }
}
