package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.signature.ResponseSignature;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Sends requests to one server and nowhere else: redirects are not followed, and plain HTTP goes to
 * this machine only. An answer is cut off at 11 MiB and its signature checked before it is parsed.
 */
final class HttpTransport implements Transport {
  private static final int MAX_BODY = 10 * 1024 * 1024;

  /** More than a request: what was pushed comes back with names and times around it. */
  private static final int MAX_ANSWER = MAX_BODY + 1024 * 1024;

  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);

  static {
    // A push must not be sent a second time behind our back (the JDK would, after a reset).
    System.setProperty("sun.net.http.retryPost", "false");
  }

  private final ServerAddress server;
  private final Supplier<Optional<String>> bearer;
  private final Connections connections;
  private final String meanwhile;
  private final Optional<ClientName> program;

  HttpTransport(
      ServerAddress server, Supplier<Optional<String>> bearer, Optional<Path> authorities) {
    this(server, bearer, new Connections(authorities), ClientException.COPY_WORKS);
  }

  /** This transport for a program that has a name of its own in the server's audit log. */
  HttpTransport as(Optional<ClientName> program) {
    return new HttpTransport(server, bearer, connections, meanwhile, program);
  }

  /**
   * @param meanwhile how things stand while the server does not answer, for a hint
   */
  HttpTransport(
      ServerAddress server,
      Supplier<Optional<String>> bearer,
      Connections connections,
      String meanwhile) {
    this(server, bearer, connections, meanwhile, Optional.empty());
  }

  private HttpTransport(
      ServerAddress server,
      Supplier<Optional<String>> bearer,
      Connections connections,
      String meanwhile,
      Optional<ClientName> program) {
    this.server = server;
    this.bearer = bearer;
    this.connections = connections;
    this.meanwhile = meanwhile;
    this.program = program;
  }

  @Override
  public HttpAnswer send(HttpCall call) {
    String token = bearer.get().orElseThrow(ClientException.NeverSignedIn::new);
    return exchange(call, Optional.of(token));
  }

  @Override
  public HttpAnswer sendOpenly(HttpCall call) {
    return exchange(call, Optional.empty());
  }

  private HttpAnswer exchange(HttpCall call, Optional<String> token) {
    HttpURLConnection connection = null;
    try {
      connection = open(call, token);
      int status = connection.getResponseCode();
      byte[] body = Connections.body(connection, status, MAX_ANSWER);
      // Nothing signs a 304: where it was not asked for, it would hide what the server has.
      if (status == HttpAnswer.NOT_MODIFIED && call.etag().isPresent()) {
        return new HttpAnswer(status, "", null);
      }
      if (status / 100 != 2) {
        throw Refusals.of(status, body, meanwhile);
      }
      if (call.signed()) {
        verify(connection, token.orElse(""), body);
      }
      String text = new String(body, StandardCharsets.UTF_8);
      return new HttpAnswer(status, text, connection.getHeaderField("ETag"));
    } catch (SSLHandshakeException | SSLPeerUnverifiedException e) {
      throw new ClientException.Unreachable(
          "the server at " + server + " cannot show that it is the one with this name",
          "if its certificate comes from an authority of your own, set COFFER_CA to that"
              + " authority's certificate",
          e);
    } catch (IOException e) {
      throw new ClientException.Unreachable(
          "the server at " + server + " does not answer",
          meanwhile + "; check the network, or start the server",
          e);
    } finally {
      if (connection != null) {
        connections.release(connection);
      }
    }
  }

  private HttpURLConnection open(HttpCall call, Optional<String> token) throws IOException {
    URI address = URI.create(server + call.path());
    HttpURLConnection connection = connections.open(address, TO_CONNECT, TO_ANSWER);
    connection.setRequestMethod(call.method());
    connection.setRequestProperty("Accept", "application/json, application/problem+json");
    connection.setRequestProperty(PayloadFormat.ANNOUNCE_HEADER, PayloadFormat.COFFER_1.wireName());
    program.ifPresent(name -> connection.setRequestProperty(ClientName.HEADER, name.value()));
    token.ifPresent(t -> connection.setRequestProperty("Authorization", "Bearer " + t));
    call.etag().ifPresent(etag -> connection.setRequestProperty("If-None-Match", etag));
    if (call.body().isPresent()) {
      write(connection, call.body().get().getBytes(StandardCharsets.UTF_8));
    }
    return connection;
  }

  private static void write(HttpURLConnection connection, byte[] body) throws IOException {
    if (body.length > MAX_BODY) {
      throw new ClientException.Failed(
          "the request would have " + body.length + " bytes; a server takes at most " + MAX_BODY,
          "split the vault, or keep large files elsewhere");
    }
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  private static void verify(HttpURLConnection connection, String token, byte[] body) {
    String signature = connection.getHeaderField(ResponseSignature.COFFER_HEADER);
    if (signature == null) {
      throw new ClientException.Tampered(
          "the server's answer carries no " + ResponseSignature.COFFER_HEADER,
          "something between this machine and the server removed it, or it is no Coffer server");
    }
    if (!ResponseSignature.matches(token, body, signature)) {
      throw new ClientException.Tampered(
          "the server's answer was changed on its way: its signature does not match",
          "look for a proxy between this machine and the server; nothing was stored");
    }
  }
}
