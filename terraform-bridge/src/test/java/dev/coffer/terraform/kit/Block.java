package dev.coffer.terraform.kit;

import java.util.Map;
import java.util.TreeMap;

/**
 * A block of a configuration. Values are texts, whole numbers, truths, lists and maps of these.
 *
 * @param type with its prefix, as {@code coffer_vault}
 */
public record Block(Kind kind, String type, String name, Map<String, Object> attributes) {

  /** What the block is. */
  public enum Kind {
    RESOURCE,
    DATA,
    EPHEMERAL
  }

  public Block {
    attributes = Map.copyOf(attributes);
  }

  public static Block resource(String type, String name, Map<String, Object> attributes) {
    return new Block(Kind.RESOURCE, type, name, attributes);
  }

  public static Block data(String type, String name, Map<String, Object> attributes) {
    return new Block(Kind.DATA, type, name, attributes);
  }

  /** Opened for the time of one command. */
  public static Block ephemeral(String type, String name, Map<String, Object> attributes) {
    return new Block(Kind.EPHEMERAL, type, name, attributes);
  }

  /** What stands for the value of {@code key} in an ephemeral block of this name. */
  public static String secretOf(String name, String key) {
    return "${ephemeral.coffer_secrets." + name + ".values[\"" + key + "\"]}";
  }

  public Block with(String attribute, Object value) {
    Map<String, Object> more = new TreeMap<>(attributes);
    more.put(attribute, value);
    return new Block(kind, type, name, more);
  }

  public Block without(String attribute) {
    Map<String, Object> fewer = new TreeMap<>(attributes);
    fewer.remove(attribute);
    return new Block(kind, type, name, fewer);
  }

  /** How commands name it. */
  public String address() {
    String prefix =
        switch (kind) {
          case RESOURCE -> "";
          case DATA -> "data.";
          case EPHEMERAL -> "ephemeral.";
        };
    return prefix + type + "." + name;
  }
}
