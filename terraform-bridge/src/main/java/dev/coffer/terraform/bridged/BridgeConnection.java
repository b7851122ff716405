package dev.coffer.terraform.bridged;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.coffer.terraform.bridged.Bridge.Answer;
import dev.coffer.terraform.bridged.Bridge.Request;
import dev.coffer.terraform.credential.PrivateFile;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Declined.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The way to one bridge of this machine, and to nobody else: no redirect is followed, and no proxy
 * is asked. What the token file holds is shown with each request, and stands nowhere else.
 */
final class BridgeConnection {
  private static final PrivateFile TOKEN =
      new PrivateFile(
          "give bridge_token_file the path that 'coffer bridge' has named when it started",
          "remove it and start the bridge again: it makes another one");

  private static final int MAX_ANSWER = 64 * 1024 * 1024;
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  /** A removal gives every vault of an organisation a new key before it is answered. */
  private static final Duration TO_ANSWER = Duration.ofMinutes(15);

  private final URI address;
  private final Path tokenFile;

  /**
   * The way to a bridge.
   *
   * @param address scheme, host and port
   */
  BridgeConnection(URI address, Path tokenFile) {
    this.address = address;
    this.tokenFile = tokenFile;
  }

  /**
   * What the bridge answers, whatever that is.
   *
   * @throws Declined when it answers nothing, or what no bridge answers
   */
  Answer send(Request request) {
    String token = TOKEN.read(tokenFile);
    try {
      HttpURLConnection connection = open(request, token);
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
        throw unknownToken(); // the JDK may have lost what stands in it
      }
      String tag = Optional.ofNullable(connection.getHeaderField("ETag")).orElse("");
      return new Answer(status, object(body(connection)), tag);
    } catch (HttpRetryException e) {
      throw unknownToken(); // what was sent in one piece is not sent again with other credentials
    } catch (IOException e) {
      throw new Declined(
          Reason.UNREACHABLE,
          "the bridge at " + address + " does not answer",
          "start it, 'coffer bridge --listen "
              + address.getAuthority()
              + "', or take bridge out of the provider block");
    }
  }

  private Declined unknownToken() {
    return new Declined(
        Reason.REFUSED,
        "the bridge at " + address + " does not know the token in " + tokenFile,
        "give bridge_token_file the path that this bridge has named when it started");
  }

  private HttpURLConnection open(Request request, String token) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(address + request.route().text()).toURL().openConnection(Proxy.NO_PROXY);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) TO_CONNECT.toMillis());
    connection.setReadTimeout((int) TO_ANSWER.toMillis());
    connection.setRequestMethod(request.method());
    connection.setRequestProperty("Authorization", "Bearer " + token);
    request.condition().forEach(connection::setRequestProperty);
    if (!request.method().equals("GET")) {
      write(connection, request.body().orElse("").getBytes(StandardCharsets.UTF_8));
    }
    return connection;
  }

  /** In one piece: the JDK sends a second time, by itself, what it has buffered. */
  private static void write(HttpURLConnection connection, byte[] body) throws IOException {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    if (body.length > 0) {
      connection.setRequestProperty("Content-Type", "application/json");
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  private static String body(HttpURLConnection connection) throws IOException {
    boolean isError = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream in = isError ? connection.getErrorStream() : connection.getInputStream()) {
      byte[] body = in == null ? new byte[0] : in.readNBytes(MAX_ANSWER);
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private static JsonObject object(String text) {
    try {
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw Shown.foreign(e);
    }
  }
}
