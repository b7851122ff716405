package dev.coffer.web.openapi;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Declares what a path names in braces and an operation does not: a resource may take it in a
 * field, which the document's maker overlooks for methods that the resource inherits.
 */
final class PathParameters {
  private static final Pattern NAMED = Pattern.compile("\\{([^}]+)}");

  private PathParameters() {}

  static void complete(String path, PathItem item) {
    List<String> names =
        NAMED.matcher(path).results().map((MatchResult found) -> found.group(1)).toList();
    for (Operation route : item.getOperations().values()) {
      names.stream()
          .filter(name -> !declares(route.getParameters(), name))
          .filter(name -> !declares(item.getParameters(), name))
          .forEach(name -> route.addParameter(inPath(name)));
    }
  }

  private static boolean declares(List<Parameter> parameters, String name) {
    return Optional.ofNullable(parameters).orElse(List.of()).stream()
        .anyMatch(
            parameter ->
                parameter.getIn() == Parameter.In.PATH && name.equals(parameter.getName()));
  }

  private static Parameter inPath(String name) {
    return OASFactory.createParameter()
        .in(Parameter.In.PATH)
        .name(name)
        .required(true)
        .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
  }
}
