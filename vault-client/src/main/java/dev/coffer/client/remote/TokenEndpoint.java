package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the address that a CI platform names for an identity token. The platform's bearer goes to
 * that address alone: over https, or plain to this machine; no redirect is followed. An answer of
 * more than 64 KiB is not read, and after 15 seconds of silence none is waited for.
 */
public final class TokenEndpoint {
  private static final int MAX_ANSWER = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Connections connections;
  private final Duration patience;

  /**
   * @param authorities a PEM file of certificates that are believed besides the platform's
   */
  public TokenEndpoint(Optional<Path> authorities) {
    this(authorities, PATIENCE);
  }

  TokenEndpoint(Optional<Path> authorities, Duration patience) {
    this(new Connections(authorities), patience);
  }

  private TokenEndpoint(Connections connections, Duration patience) {
    this.connections = connections;
    this.patience = patience;
  }

  static TokenEndpoint over(Connections connections) {
    return new TokenEndpoint(connections, PATIENCE);
  }

  /**
   * What the platform said.
   *
   * @param body a token may stand in it
   */
  public record Answer(int status, String body) {
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /**
   * Asks once.
   *
   * @param variable the environment variable that {@code address} comes from, for messages
   * @throws ClientException.Usage when the bearer must not be sent to that address
   * @throws ClientException.Unreachable when nobody answers in time
   */
  public Answer ask(String variable, String address, String bearer) {
    URI uri = safe(variable, address);
    HttpURLConnection connection = null;
    try {
      connection = connections.open(uri, patience, patience);
      connection.setRequestProperty("Accept", "application/json");
      connection.setRequestProperty("Authorization", "Bearer " + bearer);
      int status = connection.getResponseCode();
      byte[] body = Connections.body(connection, status, MAX_ANSWER);
      return new Answer(status, new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ClientException.Unreachable(
          "the CI platform's token endpoint does not answer (" + e.getClass().getSimpleName() + ")",
          "run the job again; a runner of your own must reach the address in " + variable,
          e);
    } finally {
      if (connection != null) {
        connections.release(connection);
      }
    }
  }

  private static URI safe(String variable, String address) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() != null && uri.getRawUserInfo() == null && isPrivate(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw refused(variable);
    }
    throw refused(variable);
  }

  private static boolean isPrivate(URI uri) {
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme()) && ServerAddress.isThisMachine(uri.getHost()));
  }

  private static ClientException refused(String variable) {
    return new ClientException.Usage(
        variable + " is no address that a token may be asked of",
        "it must be https, or http on this machine's loopback; it is set by the CI platform alone");
  }
}
