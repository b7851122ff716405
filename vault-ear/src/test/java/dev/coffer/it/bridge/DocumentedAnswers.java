package dev.coffer.it.bridge;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.client.bridge.desk.Desk;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Fails on an answer that an OpenAPI document does not have: its route, status and type, and its
 * body by the schema for these.
 */
final class DocumentedAnswers implements Api.Watcher {
  private static final String REFERENCE = "$ref";

  private final JsonObject document;

  DocumentedAnswers(JsonObject document) {
    this.document = document;
  }

  /** By the document that every bridge shows. */
  static DocumentedAnswers ofTheBridge() {
    try (InputStream in = Desk.class.getResourceAsStream("openapi.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new DocumentedAnswers(JsonParser.parseString(text).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void saw(String method, String path, Answer answer) {
    String what = method + " " + path + ": " + answer;
    String type = answer.header("Content-Type");
    JsonObject content = content(method, path, answer.status(), what);
    require(content.has(type), what, "the document has " + content.keySet() + ", not " + type);
    JsonObject schema = content.getAsJsonObject(type).getAsJsonObject("schema");
    Validator.Result result = validated(schema, answer.json());
    if (!result.isValid()) {
      StringBuilder errors = new StringBuilder();
      result
          .getErrors()
          .forEach(
              one ->
                  errors
                      .append(one.getInstanceLocation())
                      .append(": ")
                      .append(one.getError())
                      .append('\n'));
      throw new AssertionError(what + " is not as the document says:\n" + errors);
    }
  }

  private JsonObject content(String method, String path, int status, String what) {
    JsonObject item = item(path, what);
    String operation = method.toLowerCase(Locale.ROOT);
    boolean declared = item.has(operation);
    require(declared || status >= 400, what, "the document has no such operation");
    // What a path says to a method that it does not have, it says to any.
    JsonObject responses =
        item.getAsJsonObject(declared ? operation : "get").getAsJsonObject("responses");
    require(responses.has(Integer.toString(status)), what, "the document has no such status");
    return resolved(responses.getAsJsonObject(Integer.toString(status))).getAsJsonObject("content");
  }

  private JsonObject item(String path, String what) {
    String plain = path.replaceFirst("\\?.*", "");
    JsonObject paths = document.getAsJsonObject("paths");
    String found =
        paths.keySet().stream()
            .filter(template -> Pattern.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"), plain))
            .findFirst()
            .orElse("");
    require(!found.isEmpty(), what, "the document has no such path");
    return paths.getAsJsonObject(found);
  }

  private JsonObject resolved(JsonObject node) {
    if (!node.has(REFERENCE)) {
      return node;
    }
    JsonObject at = document;
    for (String name : node.get(REFERENCE).getAsString().substring("#/".length()).split("/", -1)) {
      at = at.getAsJsonObject(name);
    }
    return at;
  }

  /** In a document of its own, where {@code #/components} is what it is in the other one. */
  private Validator.Result validated(JsonObject schema, JsonElement body) {
    JsonArray all = new JsonArray();
    all.add(schema);
    JsonObject alone = new JsonObject();
    alone.add("allOf", all);
    alone.add("components", document.get("components"));
    Validator validator =
        new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory()).createValidator();
    return validator.validate(validator.registerSchema(alone), body);
  }

  private static void require(boolean holds, String what, String otherwise) {
    if (!holds) {
      throw new AssertionError(what + ": " + otherwise);
    }
  }
}
