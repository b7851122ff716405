package dev.coffer.client.bridge.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.client.ClientException;
import dev.coffer.client.bridge.http.Refusal;
import dev.coffer.client.bridge.http.Reply;
import dev.coffer.client.bridge.http.Request;
import dev.coffer.protocol.Bytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every resource has in common: idempotence, tags, dry runs, refusals. */
class DeskTest {
  private static final String PLACE = "/v1/books/attic/one";
  private static final String BODY = "{\"title\": \"Emma\"}";

  private final Shelf shelf = new Shelf();
  private final Desk desk = new Desk(List.of(shelf));
  private final Map<String, String> headers =
      new HashMap<>(Map.of("Content-Type", "application/json"));

  private Reply answer(String method, String address, String body) {
    URI uri = URI.create(address);
    return desk.answer(
        new Request(
            method,
            Request.segments(uri),
            uri.getRawQuery(),
            name -> Optional.ofNullable(headers.get(name)),
            Bytes.of(body.getBytes(StandardCharsets.UTF_8))));
  }

  private JsonObject json(String method, String address, String body) {
    return JsonParser.parseString(answer(method, address, body).body()).getAsJsonObject();
  }

  private void refused(int status, String method, String address, String body) {
    Map<String, String> before = Map.copyOf(shelf.books);
    int acts = shelf.acts;
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> answer(method, address, body))
        .satisfies(e -> assertThat(e.reply().status()).isEqualTo(status));
    assertThat(shelf.books).isEqualTo(before);
    assertThat(shelf.acts).isEqualTo(acts);
  }

  @Test
  void put_makes_thenChangesNothing_thenChanges() {
    Reply made = answer("PUT", PLACE, BODY);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body()).isEqualTo("{\"id\":\"one\",\"title\":\"Emma\"}");
    Reply again = answer("PUT", PLACE, BODY);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.headers()).isEqualTo(made.headers()).containsKey("ETag");
    assertThat(shelf.acts).isEqualTo(1);
    Reply changed = answer("PUT", PLACE, "{\"title\": \"Persuasion\"}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.headers()).isNotEqualTo(made.headers());
    assertThat(answer("GET", PLACE, "").headers()).isEqualTo(changed.headers());
    assertThat(json("GET", "/v1/books/attic", "").getAsJsonArray("items")).hasSize(1);
  }

  @Test
  void delete_takesAway_andIsNotFoundAfterwards() {
    answer("PUT", PLACE, BODY);
    assertThat(answer("DELETE", PLACE, "").body())
        .isEqualTo("{\"action\":\"delete\",\"warnings\":[\"it went\"],\"valuesToReplace\":1}");
    assertThat(shelf.books).isEmpty();
    refused(404, "DELETE", PLACE, "");
    refused(404, "GET", PLACE, "");
  }

  /** Whoever asked for an end would take a 404 for it. */
  @Test
  void actThatFindsNone_isNotAnsweredNotFound_andNothingChanges() {
    answer("PUT", PLACE, BODY);
    shelf.failure = new ClientException.NotFound("there is no such shelf", null);
    refused(409, "DELETE", PLACE, "");
    refused(409, "PUT", PLACE, "{\"title\": \"Persuasion\"}");
    shelf.failure =
        new ClientException.Refused(404, "not_found", "the server says: no", null, null);
    refused(502, "DELETE", PLACE, "");
    refused(502, "PUT", PLACE, "{\"title\": \"Persuasion\"}");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> answer("DELETE", PLACE, ""))
        .satisfies(
            e ->
                assertThat(e.reply().body())
                    .contains("server_says_not_found", "the server says: no", "counts as gone"));
    shelf.failure = null;
    assertThat(answer("DELETE", PLACE, "").status()).isEqualTo(200);
  }

  @Test
  void whatIsTakenAwayAtOnceByOthers_isAConflict() {
    shelf.isRobbed = true;
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> answer("PUT", PLACE, BODY))
        .satisfies(e -> assertThat(e.reply().status()).isEqualTo(409))
        .satisfies(e -> assertThat(e.reply().body()).contains("it was done"));
    assertThat(shelf.acts).isEqualTo(1);
    assertThat(shelf.books).isEmpty();
  }

  @Test
  void staleTag_isRefused_andNothingChanges() {
    String tag = answer("PUT", PLACE, BODY).headers().get("ETag");
    headers.put("If-Match", tag);
    answer("PUT", PLACE, "{\"title\": \"Persuasion\"}");
    refused(412, "PUT", PLACE, BODY);
    refused(412, "DELETE", PLACE, "");
    headers.remove("If-Match");
    headers.put("If-None-Match", "*");
    refused(412, "PUT", PLACE, BODY);
  }

  @Test
  void dryRun_whereKeysCouldNotBeCounted_saysSo() {
    shelf.unopened = 2;
    JsonObject made = json("PUT", PLACE + "?dryRun=true", BODY);
    assertThat(made.get("keys").getAsInt()).isEqualTo(5);
    assertThat(made.getAsJsonArray("warnings")).hasSize(2);
    assertThat(made.getAsJsonArray("warnings").get(1).getAsString())
        .isEqualTo("this device cannot open 2 vaults more, whose keys are not counted");
    shelf.unopened = 0;
    assertThat(json("PUT", PLACE + "?dryRun=true", BODY).getAsJsonArray("warnings")).hasSize(1);
    assertThat(shelf.books).isEmpty();
  }

  @Test
  void dryRun_saysWhatWouldBe_andChangesNothing() {
    JsonObject made = json("PUT", PLACE + "?dryRun=true", BODY);
    assertThat(made.get("action").getAsString()).isEqualTo("create");
    assertThat(made.get("before").isJsonNull()).isTrue();
    assertThat(made.getAsJsonObject("after").get("title").getAsString()).isEqualTo("Emma");
    assertThat(made.get("keys").getAsInt()).isEqualTo(5);
    assertThat(made.getAsJsonArray("readable").get(1))
        .hasToString("{\"by\":\"everybody\",\"vault\":\"v\",\"environment\":\"b\",\"keys\":3}");
    assertThat(made.getAsJsonArray("warnings").get(0).getAsString()).contains("dust");
    assertThat(shelf.books).isEmpty();

    answer("PUT", PLACE + "?dryRun=false", BODY);
    assertThat(json("PUT", PLACE + "?dryRun=true", BODY).get("action").getAsString())
        .isEqualTo("none");
    assertThat(
            json("PUT", PLACE + "?dryRun=true", "{\"title\": \"x\"}").get("action").getAsString())
        .isEqualTo("update");
    JsonObject gone = json("DELETE", PLACE + "?dryRun=true", "");
    assertThat(gone.get("action").getAsString()).isEqualTo("delete");
    assertThat(gone.get("after").isJsonNull()).isTrue();
    assertThat(gone.get("keys").getAsInt()).isZero();
    assertThat(shelf.books).containsOnly(Map.entry("one", "Emma"));
    assertThat(shelf.acts).isEqualTo(1);
    headers.put("If-Match", "\"old\"");
    refused(412, "PUT", PLACE + "?dryRun=true", BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1", "/v2/books/attic", "/v1/films/x", "/v1/books", "/v1/books/a/b/c", "/x"})
  void unknownPath_isNotFound(String path) {
    refused(404, "GET", path, "");
  }

  @ParameterizedTest
  @CsvSource({"POST, /v1/books/attic", "PUT, /v1/books/attic", "PATCH, /v1/books/attic/one"})
  void unknownMethod_isRefused_andSaysWhichThereAre(String method, String path) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> answer(method, path, BODY))
        .satisfies(e -> assertThat(e.reply().status()).isEqualTo(405))
        .satisfies(e -> assertThat(e.reply().headers().get("Allow")).contains("GET"));
    assertThat(shelf.acts).isZero();
  }

  @Test
  void malformedRequests_areRefused() {
    refused(400, "PUT", PLACE + "?dryRun=yes", BODY);
    refused(400, "PUT", PLACE + "?dryRun=true&force=true", BODY);
    refused(400, "PUT", PLACE, "{\"title\": \"Emma\", \"title\": \"Emma\"}");
    refused(400, "PUT", PLACE, "{\"title\": \"Emma\", \"colour\": \"red\"}");
    refused(400, "PUT", PLACE, "{}");
    refused(400, "PUT", "/v1/books/attic/..", BODY);
    refused(400, "PUT", "/v1/books/attic/a%2Fb", BODY);
    answer("PUT", PLACE, BODY);
    refused(400, "GET", PLACE + "?dryRun=true", "");
    refused(400, "GET", PLACE, BODY);
    refused(400, "DELETE", PLACE, BODY);
    headers.put("Content-Type", "text/plain");
    refused(415, "PUT", PLACE, "{\"title\": \"x\"}");
  }
}
