package dev.coffer.client.project;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;

/**
 * What the {@code lpm} command tells its server about a project: version 2 of its schema document,
 * taken from {@code lpm.json}. Rules are flat and complete, absent members being null or false.
 */
final class LpmSchema {
  private static final int VERSION = 2;

  private LpmSchema() {}

  static JsonObject of(JsonObject project) {
    JsonObject document = new JsonObject();
    document.addProperty("version", VERSION);
    if (project.get("envSchema") instanceof JsonObject schema) {
      document.add("envSchema", rules(schema));
    }
    if (project.get("env") instanceof JsonObject aliases) {
      document.add("envConfig", config(aliases));
    }
    if (project.get("environments") instanceof JsonObject environments) {
      document.add("environments", environments.deepCopy());
    }
    return document;
  }

  private static JsonObject rules(JsonObject schema) {
    JsonObject rules = new JsonObject();
    if (schema.get("vars") instanceof JsonObject variables) {
      for (Map.Entry<String, JsonElement> variable : variables.entrySet()) {
        if (variable.getValue() instanceof JsonObject rule) {
          rules.add(variable.getKey(), complete(rule));
        }
      }
    }
    return rules;
  }

  private static JsonObject complete(JsonObject rule) {
    JsonElement no = new JsonPrimitive(false);
    JsonObject complete = new JsonObject();
    complete.add("required", member(rule, "required", no));
    for (String name : new String[] {"format", "pattern", "enum", "default"}) {
      complete.add(name, member(rule, name, JsonNull.INSTANCE));
    }
    complete.add("secret", member(rule, "secret", no));
    complete.add("client", member(rule, "client", no));
    complete.add("description", member(rule, "description", JsonNull.INSTANCE));
    return complete;
  }

  private static JsonElement member(JsonObject rule, String name, JsonElement absent) {
    JsonElement value = rule.get(name);
    return value == null ? absent : value.deepCopy();
  }

  private static JsonObject config(JsonObject aliases) {
    JsonObject config = new JsonObject();
    for (Map.Entry<String, JsonElement> alias : aliases.entrySet()) {
      if (alias.getValue() instanceof JsonPrimitive file && file.isString()) {
        JsonObject entry = new JsonObject();
        entry.addProperty(
            "canonical", ProjectEnvironments.mode(alias.getKey(), file.getAsString()));
        entry.add("file", file);
        config.add(alias.getKey(), entry);
      }
    }
    return config;
  }
}
