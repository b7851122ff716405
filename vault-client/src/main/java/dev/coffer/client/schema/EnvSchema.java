package dev.coffer.client.schema;

import com.google.gson.JsonElement;
import dev.coffer.client.dotenv.DotenvReader;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The rules of a project's variables by name. Immutable.
 *
 * @param notes what its author should look at again although it is no fault
 */
public record EnvSchema(SortedMap<String, VariableRule> rules, List<String> notes) {
  /** A schema that demands nothing. */
  public static final EnvSchema NONE = new EnvSchema(new TreeMap<>(), List.of());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

  public EnvSchema {
    rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    notes = List.copyOf(notes);
  }

  /**
   * The schema that {@code element} is: an object with {@code vars}. Members that are unknown are
   * ignored and noted.
   *
   * @param place where it stands, as {@code $.envSchema}
   * @throws Malformed saying where it is not what it should be
   */
  public static EnvSchema parse(JsonElement element, String place) {
    Members schema = new Members(element, place);
    SortedMap<String, VariableRule> rules = new TreeMap<>();
    List<String> notes = new ArrayList<>();
    Members variables =
        schema
            .object("vars")
            .orElseThrow(() -> new Malformed(schema.place("vars") + " is missing"));
    for (String name : variables.names()) {
      requireName(variables.place(name), name);
      variables
          .object(name)
          .ifPresent(
              members -> {
                rules.put(name, VariableRule.read(members));
                notes.addAll(notes(members, rules.get(name)));
              });
    }
    notes.addAll(ignored(schema));
    return new EnvSchema(rules, notes);
  }

  private static void requireName(String place, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Malformed(place + " is no name: it has letters, digits and the characters _ . -");
    }
  }

  private static List<String> notes(Members members, VariableRule rule) {
    List<String> notes = new ArrayList<>(ignored(members));
    if (rule.pattern().filter(TextPattern::looksLikeRegex).isPresent()) {
      notes.add(
          members.place("pattern")
              + " looks like a regular expression but is a glob; 'regex' takes one");
    }
    return notes;
  }

  private static List<String> ignored(Members members) {
    return members.unread().stream().map(place -> place + " is unknown and ignored").toList();
  }

  /** The rules that a dotenv file for readers implies: every name of it must be there. */
  public static EnvSchema ofExample(String dotenv) {
    SortedMap<String, VariableRule> rules = new TreeMap<>();
    DotenvReader.read(dotenv).keySet().forEach(name -> rules.put(name, VariableRule.PRESENT));
    return new EnvSchema(rules, List.of());
  }

  /** Judges the variables that {@code environment} has, inherited ones included. */
  public Verdict judge(EnvironmentName environment, Map<String, String> variables) {
    List<Violation> violations = new ArrayList<>();
    rules.forEach(
        (key, rule) -> rule.violation(key, variables.get(key)).ifPresent(violations::add));
    List<String> unknown =
        variables.keySet().stream().filter(key -> !rules.containsKey(key)).sorted().toList();
    return new Verdict(environment, rules.size(), violations, unknown);
  }

  /** The rule of {@code key}; one that demands nothing when there is none. */
  VariableRule rule(String key) {
    return rules.getOrDefault(key, VariableRule.NONE);
  }
}
