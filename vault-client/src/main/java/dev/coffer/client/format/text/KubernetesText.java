package dev.coffer.client.format.text;

import dev.coffer.client.ClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** The manifest of an opaque Secret of Kubernetes, for {@code kubectl apply -f}. */
public final class KubernetesText implements VariablesText {
  private static final FormatRules RULES = new FormatRules("k8s-secret");

  /** A DNS subdomain (RFC 1123). */
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private static final Pattern KEY = Pattern.compile("(?!\\.\\.)(?!\\.$)[-._a-zA-Z0-9]+");
  private static final int LONGEST = 253;
  private static final int LARGEST = 1024 * 1024;

  private final String name;

  /**
   * The manifest of the secret {@code name}.
   *
   * @throws ClientException.Usage when no secret can have this name
   */
  public KubernetesText(String name) {
    if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
      throw new ClientException.Usage(
          "'" + name + "' cannot be the name of a secret in Kubernetes",
          "give --name with lower-case letters, digits, - and ., a letter or digit at both ends");
    }
    this.name = name;
  }

  @Override
  public String write(SortedMap<String, String> variables) {
    StringBuilder text =
        new StringBuilder("apiVersion: v1\nkind: Secret\nmetadata:\n  name: ")
            .append(YamlText.quoted(name))
            .append("\ntype: Opaque\ndata:")
            .append(variables.isEmpty() ? " {}\n" : "\n");
    int size = 0;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      byte[] value = variable.getValue().getBytes(StandardCharsets.UTF_8);
      size += value.length;
      text.append("  ").append(key(variable.getKey())).append(": ");
      text.append(YamlText.quoted(Base64.getEncoder().encodeToString(value))).append('\n');
    }
    if (size > LARGEST) {
      throw RULES.refused("Kubernetes takes secrets of at most 1 MiB; this one is bigger");
    }
    return text.toString();
  }

  private static String key(String key) {
    RULES.name(
        key,
        key.length() <= LONGEST && KEY.matcher(key).matches(),
        "it may have 253 letters, digits and the characters - _ . and is not . or ..");
    return YamlText.key(key);
  }
}
