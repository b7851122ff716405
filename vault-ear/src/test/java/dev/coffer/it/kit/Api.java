package dev.coffer.it.kit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.coffer.protocol.Bytes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client of one server that takes every answer as it is. Immutable: {@link #as} and {@link #with}
 * return another one. An answer that takes a minute counts as a hang and fails the test.
 */
public final class Api {
  static final Gson JSON =
      new GsonBuilder().registerTypeAdapter(Instant.class, new InstantAdapter()).create();
  private static final Duration HANG = Duration.ofMinutes(1);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final URI server;
  private final Map<String, String> headers;
  private final Watcher watcher;

  private Api(URI server, Map<String, String> headers, Watcher watcher) {
    this.server = server;
    this.headers = headers;
    this.watcher = watcher;
  }

  public static Api of(URI server) {
    return new Api(server, Map.of(), (method, path, answer) -> {});
  }

  /** Sees every answer. */
  @FunctionalInterface
  public interface Watcher {
    /** What it throws fails the request. */
    void saw(String method, String path, Answer answer);
  }

  /** The same, whose every answer {@code other} sees. */
  public Api watchedBy(Watcher other) {
    return new Api(server, headers, other);
  }

  /** The same with this bearer on every request. */
  public Api as(String bearer) {
    return with("Authorization", "Bearer " + bearer);
  }

  /** The same with one more header on every request. */
  public Api with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Api(server, more, watcher);
  }

  /** The same requests to another server. */
  public Api at(CofferServer other) {
    return new Api(other.uri(), headers, watcher);
  }

  /** {@code body} as {@link #post} sends it. */
  public static String text(Object body) {
    return JSON.toJson(body);
  }

  public Answer get(String path) throws IOException {
    return send("GET", path, new byte[0]);
  }

  /** Sends {@code body}, a wire record or a map, as JSON without absent members. */
  public Answer post(String path, Object body) throws IOException {
    return postText(path, JSON.toJson(body));
  }

  /** Sends {@code json} as it is, whether it is JSON or not. */
  public Answer postText(String path, String json) throws IOException {
    return json().send("POST", path, json.getBytes(StandardCharsets.UTF_8));
  }

  public Answer put(String path, Object body) throws IOException {
    return json().send("PUT", path, JSON.toJson(body).getBytes(StandardCharsets.UTF_8));
  }

  public Answer delete(String path) throws IOException {
    return send("DELETE", path, new byte[0]);
  }

  /** Sends {@code body} with no header but those set. */
  public Answer send(String method, String path, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(HANG)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Answer answer =
          new Answer(response.statusCode(), response.headers(), Bytes.of(response.body()));
      watcher.saw(method, path, answer);
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Whether the server is there and answers this path with 200. */
  boolean reaches(String path) throws IOException {
    try {
      return get(path).status() == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  private Api json() {
    return headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json");
  }

  private static final class InstantAdapter extends TypeAdapter<Instant> {
    @Override
    public void write(JsonWriter out, Instant value) throws IOException {
      out.value(value == null ? null : value.toString());
    }

    @Override
    public Instant read(JsonReader in) throws IOException {
      return Instant.parse(in.nextString());
    }
  }
}
