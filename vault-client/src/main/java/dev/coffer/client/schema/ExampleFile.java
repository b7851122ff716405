package dev.coffer.client.schema;

import dev.coffer.client.dotenv.DotenvWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A dotenv file for readers: every name with what is known about it in a comment, and no value but
 * the defaults that the schema declares.
 */
public final class ExampleFile {
  private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private ExampleFile() {}

  /**
   * The file's text.
   *
   * @param names variables to show beside the schema's own
   */
  public static String write(EnvSchema schema, Set<String> names) {
    return names(schema, names).stream()
        .map(name -> entry(name, schema.rule(name)))
        .collect(Collectors.joining("\n"));
  }

  /** The names that {@link #write} shows. */
  public static SortedSet<String> names(EnvSchema schema, Set<String> names) {
    SortedSet<String> all = new TreeSet<>(schema.rules().keySet());
    all.addAll(names);
    return all;
  }

  private static String entry(String name, VariableRule rule) {
    List<String> remarks = remarks(rule);
    String comment = remarks.isEmpty() ? "" : "# " + String.join(" · ", remarks) + "\n";
    String fallback = rule.fallback().orElse("");
    return comment
        + (fallback.isEmpty()
            ? name + "=\n"
            : DotenvWriter.write(new TreeMap<>(Map.of(name, fallback))));
  }

  private static List<String> remarks(VariableRule rule) {
    List<String> remarks = new ArrayList<>();
    rule.description().ifPresent(remarks::add);
    if (rule.required()) {
      remarks.add("required");
    }
    if (rule.secret()) {
      remarks.add("secret");
    }
    rule.format().ifPresent(format -> remarks.add("format: " + format.wireName()));
    if (!rule.allowed().isEmpty()) {
      remarks.add("one of: " + String.join(", ", rule.allowed()));
    }
    rule.pattern().ifPresent(pattern -> remarks.add("pattern: " + pattern.text()));
    rule.regex().ifPresent(regex -> remarks.add("regex: " + regex.text()));
    rule.fallback().ifPresent(text -> remarks.add("default: " + text));
    rule.example().ifPresent(text -> remarks.add("example: " + text));
    rule.owner().ifPresent(text -> remarks.add("owner: " + text));
    // A line break in a remark would end the comment and begin an assignment.
    return remarks.stream().map(remark -> BREAKS.matcher(remark).replaceAll(" ")).toList();
  }
}
