package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks a server, without a bearer, whether it is ready and what time it has. */
public final class ServerProbe {
  private static final int TIMEOUT = (int) Duration.ofSeconds(10).toMillis();
  private static final String READY = "/health/ready";

  private final ServerAddress server;

  public ServerProbe(ServerAddress server) {
    this.server = server;
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
          (HttpURLConnection) URI.create(server + READY).toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout(TIMEOUT);
      connection.setReadTimeout(TIMEOUT);
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
