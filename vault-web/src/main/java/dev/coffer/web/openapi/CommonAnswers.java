package dev.coffer.web.openapi;

import dev.coffer.protocol.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds to every operation the statuses that any route can answer, and to failures their body; and
 * the parameters in its path that it does not declare itself.
 */
public class CommonAnswers implements OASFilter {
  private static final String PROBLEM = "Problem";
  private static final String BEARER = "bearer";
  private static final Set<Integer> EVERYWHERE = Set.of(400, 404, 405, 406, 500, 503);
  private static final Set<Integer> WITH_BEARER = Set.of(401, 403);
  private static final Set<Integer> WITH_BODY = Set.of(413, 415);
  private static final int FIRST_FAILURE = 400;

  /** Paths that are for anybody, with all their methods. */
  private static final Set<String> OPEN =
      Set.of(
          "/api/sessions",
          "/api/vault/oidc",
          "/api/vault/oidc/escrow-keys",
          "/api/.well-known/jwks.json",
          "/api/registry/health");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document.getComponents().addSchema(PROBLEM, problemSchema());
    document.getComponents().addSecurityScheme(BEARER, bearerScheme());
    document.setInfo(OASFactory.createInfo().title("Coffer").version("1"));
    if (document.getPaths() != null) {
      Map<String, PathItem> paths = document.getPaths().getPathItems();
      paths.forEach(
          (path, item) -> {
            item.getOperations().values().forEach(route -> complete(path, route));
            PathParameters.complete(path, item);
          });
    }
  }

  private static void complete(String path, Operation route) {
    if (route.getResponses() == null) {
      route.setResponses(OASFactory.createAPIResponses());
    }
    APIResponses answers = route.getResponses();
    EVERYWHERE.forEach(status -> addMissing(answers, status));
    if (!OPEN.contains(path)) {
      WITH_BEARER.forEach(status -> addMissing(answers, status));
      route.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(BEARER)));
    }
    if (route.getRequestBody() != null) {
      WITH_BODY.forEach(status -> addMissing(answers, status));
    }
    answers.getAPIResponses().forEach(CommonAnswers::giveFailureItsBody);
  }

  private static void addMissing(APIResponses answers, int status) {
    if (!answers.hasAPIResponse(Integer.toString(status))) {
      String codes =
          Arrays.stream(Problem.values())
              .filter(problem -> problem.status() == status)
              .map(Problem::code)
              .collect(Collectors.joining(", "));
      answers.addAPIResponse(
          Integer.toString(status), OASFactory.createAPIResponse().description(codes));
    }
  }

  private static void giveFailureItsBody(String status, APIResponse answer) {
    if (status.matches("[0-9]{3}") && Integer.parseInt(status) >= FIRST_FAILURE) {
      answer.setContent(problemContent());
    }
  }

  private static Content problemContent() {
    return OASFactory.createContent()
        .addMediaType(
            "application/problem+json",
            OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM)));
  }

  private static SecurityScheme bearerScheme() {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .bearerFormat("JWT");
  }

  private static Schema problemSchema() {
    Schema schema = typed(Schema.SchemaType.OBJECT).description("RFC 9457; see docs/problems");
    for (String text :
        List.of("type", "title", "detail", "instance", "error", "code", "hint", "incident")) {
      schema.addProperty(text, typed(Schema.SchemaType.STRING));
    }
    for (String number :
        List.of("status", "serverVersion", "expectedVersion", "retryAfterSeconds")) {
      schema.addProperty(number, typed(Schema.SchemaType.INTEGER));
    }
    for (String list : List.of("missing", "unexpected")) {
      schema.addProperty(
          list, typed(Schema.SchemaType.ARRAY).items(typed(Schema.SchemaType.STRING)));
    }
    return schema;
  }

  private static Schema typed(Schema.SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }
}
