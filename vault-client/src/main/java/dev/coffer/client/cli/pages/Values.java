package dev.coffer.client.cli.pages;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What an option or argument takes, as a shell may complete it.
 *
 * @param choices the values of kind {@link Kind#CHOICES}
 */
record Values(Kind kind, List<String> choices) {
  /** Where the values come from. */
  enum Kind {
    /** The person knows. */
    UNKNOWN,
    FILES,
    /** Names of the local copy's variables. */
    KEYS,
    /** Names of the local copy's environments. */
    ENVIRONMENTS,
    CHOICES;

    /** The word that {@code coffer complete} and the scripts use for it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Values NONE = new Values(Kind.UNKNOWN, List.of());

  /** Told by declared candidates, else by the option's name, the label and the type. */
  static Values of(ArgSpec argument) {
    if (argument.completionCandidates() != null) {
      var candidates = argument.completionCandidates().spliterator();
      return new Values(Kind.CHOICES, StreamSupport.stream(candidates, false).toList());
    }
    return new Values(kind(argument, argument.paramLabel()), List.of());
  }

  private static Kind kind(ArgSpec argument, String label) {
    boolean env = argument instanceof OptionSpec option && option.longestName().equals("--env");
    if (env || label.startsWith("ENV")) {
      return Kind.ENVIRONMENTS;
    }
    if (label.startsWith("KEY")) {
      return Kind.KEYS;
    }
    boolean file = List.of("FILE", "PATH", "FOLDER").contains(label.replace("…", ""));
    return file || argument.auxiliaryTypes()[0] == Path.class ? Kind.FILES : Kind.UNKNOWN;
  }
}
