package dev.coffer.it.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Call;
import dev.coffer.it.kit.Machine.Said;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code coffer bridge} as a process of a machine, and everything that it has said. Every answer is
 * as its OpenAPI document says, or the request fails.
 */
public final class RunningBridge implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final DocumentedAnswers CONTRACT = DocumentedAnswers.ofTheBridge();

  private final Call call;
  private final URI address;
  private final Path tokenFile;
  private final String token;
  private final List<String> said = new ArrayList<>();

  private RunningBridge(Call call, URI address, Path tokenFile) throws IOException {
    this.call = call;
    this.address = address;
    this.tokenFile = tokenFile;
    this.token = Files.readString(tokenFile).strip();
  }

  /** Starts it, and returns when it has printed its address. */
  public static RunningBridge on(Machine machine) throws Exception {
    RunningBridge bridge = on(machine, "127.0.0.1:0");
    assertThat(bridge.address()).asString().matches("http://127\\.0\\.0\\.1:[0-9]+");
    return bridge;
  }

  /** The same, listening at {@code address}. */
  public static RunningBridge on(Machine machine, String address) throws Exception {
    Path file = machine.home().resolve("profiles/default/bridge-token");
    Call call = machine.begin("bridge", "--listen", address);
    Eventually.holds(
        "the bridge prints its address",
        PATIENCE,
        () -> call.output().contains("\n") || !call.process().isAlive());
    assertThat(call.output()).as(call.talk()).matches("(http|unix):.+\n");
    return new RunningBridge(call, URI.create(call.output().strip()), file);
  }

  public URI address() {
    return address;
  }

  Process process() {
    return call.process();
  }

  public Path tokenFile() {
    return tokenFile;
  }

  public String token() {
    return token;
  }

  Api api() {
    return anonymous().as(token);
  }

  /** A caller without the token. Every answer to it, too, is as the bridge's document says. */
  Api anonymous() {
    return Api.of(address).watchedBy(CONTRACT);
  }

  public Answer get(String path) throws IOException {
    return heard(api().get(path));
  }

  Answer put(String path, Object body) throws IOException {
    return heard(api().put(path, body));
  }

  Answer putIf(String tag, String path, Object body) throws IOException {
    return heard(api().with("If-Match", tag).put(path, body));
  }

  Answer delete(String path) throws IOException {
    return heard(api().delete(path));
  }

  /** What a dry run of a PUT says, which does not change what GET shows. */
  JsonObject rehearse(String path, Object body) throws IOException {
    String before = get(path).toString();
    JsonObject preview = put(path + "?dryRun=true", body).require(200).json();
    assertThat(get(path)).hasToString(before);
    assertThat(preview.get("dryRun").getAsBoolean()).isTrue();
    return preview;
  }

  Answer heard(Answer answer) {
    said.add(answer.headers().map() + "\n" + answer.text());
    return answer;
  }

  /** Ends it in order. */
  public Said end() throws Exception {
    call.process().destroy();
    Said ended = call.end();
    said.add(ended.output() + ended.talk());
    return ended;
  }

  /** Everything that anybody could have read of it. */
  public String everything() {
    return String.join("\n", said);
  }

  @Override
  public void close() {
    call.process().destroyForcibly();
  }
}
