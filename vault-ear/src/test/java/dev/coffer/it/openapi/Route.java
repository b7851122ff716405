package dev.coffer.it.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One route as its resource's source declares it.
 *
 * @param method in lower case
 * @param forAnybody whether it is open without a bearer
 */
record Route(String method, String path, boolean forAnybody) {
  private static final Path SOURCES = Path.of("..", "vault-web", "src", "main", "java");
  private static final Pattern CLASS_PATH = Pattern.compile("\n@Path\\(\"(.+)\"\\)");
  private static final Pattern METHOD_PATH = Pattern.compile("\n  @Path\\(\"(.+)\"\\)");
  private static final Pattern METHOD = Pattern.compile("\n  @(GET|POST|PUT|DELETE|PATCH)\n");

  private static final Pattern PARENT = Pattern.compile(" extends (\\w+) \\{");

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  /** The names in braces in its path. */
  Set<String> parameters() {
    return PARAMETER
        .matcher(path)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Every route of the server, those that a resource inherits among them; the formatter puts each
   * annotation on a line of its own.
   */
  static List<Route> declared() throws IOException {
    List<Route> routes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(name -> name.toString().endsWith("Resource.java")).toList()) {
        String source = "\n" + Files.readString(file);
        String root = "/api/" + found(CLASS_PATH, source);
        routes.addAll(declaredIn(root, source));
        String parent = found(PARENT, source);
        if (!parent.isEmpty() && Files.exists(file.resolveSibling(parent + ".java"))) {
          routes.addAll(declaredIn(root, Files.readString(file.resolveSibling(parent + ".java"))));
        }
      }
    }
    return routes;
  }

  private static List<Route> declaredIn(String root, String source) {
    List<Route> routes = new ArrayList<>();
    for (MatchResult verb : METHOD.matcher(source).results().toList()) {
      String annotations = annotationsFrom(source, verb.start());
      String rest = found(METHOD_PATH, annotations);
      routes.add(
          new Route(
              verb.group(1).toLowerCase(Locale.ROOT),
              rest.isEmpty() ? root : root + "/" + rest,
              annotations.contains("\n  @PermitAll\n")));
    }
    return routes;
  }

  /** Up to the method itself; the verb is the first of its annotations. */
  private static String annotationsFrom(String source, int start) {
    return source.substring(start, source.indexOf("\n  public ", start));
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
