package dev.coffer.it.bridge;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonParser;
import dev.coffer.it.kit.Answer;
import dev.coffer.protocol.Bytes;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tests of the bridge rely on: an answer that is otherwise than documented is noticed. */
final class DocumentedAnswersIT {
  private static final String DOCUMENT =
      """
      {"paths": {"/v1/boxes/{owner}/{id}": {
         "get": {"responses": {
           "200": {"content": {"application/json": {"schema": {"oneOf": [
             {"$ref": "#/components/schemas/Box"}, {"$ref": "#/components/schemas/Crate"}]}}}},
           "405": {"$ref": "#/components/responses/p"}}}}},
       "components": {
         "schemas": {
           "Box": {"type": "object", "required": ["id", "lid"], "additionalProperties": false,
             "properties": {"id": {"type": "string"}, "lid": {"$ref": "#/components/schemas/Lid"}}},
           "Crate": {"type": "object", "required": ["size"], "additionalProperties": false,
             "properties": {"size": {"type": ["integer", "null"]}}},
           "Lid": {"type": "array", "items": {"enum": ["red", "blue"]}}},
         "responses": {"p": {"content": {"application/problem+json": {"schema": {
           "type": "object", "required": ["code"]}}}}}}}
      """;

  private final DocumentedAnswers answers =
      new DocumentedAnswers(JsonParser.parseString(DOCUMENT).getAsJsonObject());

  private static Answer answer(int status, String type, String body) {
    return new Answer(
        status,
        HttpHeaders.of(Map.of("Content-Type", List.of(type)), (name, value) -> true),
        Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | ~/a          | 200 | application/json | {\"id\":\"a\",\"lid\":[\"red\"]}",
        "GET  | ~/a?dry=true | 200 | application/json | {\"size\":null}",
        "POST | ~/a          | 405 | application/problem+json | {\"code\":\"x\",\"more\":1}"
      })
  void answer_asDocumented_passes(
      String method, String path, int status, String type, String body) {
    assertThatCode(() -> answers.saw(method, "/v1/boxes/" + path, answer(status, type, body)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | ~/a   | 200 | application/json | {\"id\":\"a\"} | required",
        "GET  | ~/a   | 200 | application/json | {\"id\":1,\"lid\":[]} | /id",
        "GET  | ~/a   | 200 | application/json | {\"id\":\"a\",\"lid\":[\"red\",\"green\"]} | /lid/1",
        "GET  | ~/a   | 200 | application/json | {\"size\":1,\"more\":1} | more",
        "GET  | ~/a   | 200 | application/json | {\"size\":1.5} | /size",
        "GET  | ~/a   | 405 | application/problem+json | {} | required",
        "GET  | ~/a   | 200 | text/plain | {\"size\":1} | not text/plain",
        "GET  | ~/a   | 202 | application/json | {\"size\":1} | no such status",
        "GET  | ~/a/b | 200 | application/json | {\"size\":1} | no such path",
        "POST | ~/a   | 200 | application/json | {\"size\":1} | no such operation"
      })
  void answer_otherwise_fails(
      String method, String path, int status, String type, String body, String words) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> answers.saw(method, "/v1/boxes/" + path, answer(status, type, body)))
        .withMessageContaining(words);
  }
}
