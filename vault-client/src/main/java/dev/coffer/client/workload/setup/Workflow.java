package dev.coffer.client.workload.setup;

import dev.coffer.client.remote.ServerAddress;
import dev.coffer.client.workload.Audience;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A job that pulls one environment: with the permissions that it needs and no others, with actions
 * of commits that cannot change, and with a program whose digest it checks.
 *
 * @param elsewhere what the job has to name where the project file is not at the top of the
 *     repository
 * @param branch whose pushes start the job
 * @param archive empty when two variables of the CI system are to name it
 */
public record Workflow(
    ServerAddress server,
    Audience audience,
    EnvironmentName environment,
    Optional<Elsewhere> elsewhere,
    String branch,
    Optional<Archive> archive) {

  /** The variables that name the distribution where {@link #archive} does not. */
  public static final List<String> ARCHIVE_VARIABLES =
      List.of("COFFER_ARCHIVE", "COFFER_ARCHIVE_SHA256");

  /**
   * What a project file says that the job does not find.
   *
   * @param owner empty when the file does not name one
   */
  public record Elsewhere(VaultId vault, Optional<String> owner) {}

  /** The file's content. */
  public String text(CiSystem system) {
    String text =
        template(system)
            .replace("@ENVIRONMENT@", environment.value())
            .replace("@BRANCH@", quoted(branch))
            .replace("@BRANCH_NAME@", branch)
            .replace("@SERVER@", quoted(server.text()))
            .replace("@AUDIENCE@", quoted(audience.value()));
    String tied =
        withLine(
            text,
            "#@VAULT@",
            elsewhere.map(there -> "COFFER_VAULT_ID: " + quoted(there.vault().value())));
    return withLine(
            tied,
            "#@OWNER@",
            elsewhere.flatMap(Elsewhere::owner).map(id -> "COFFER_OWNER: " + quoted(id)))
        .replace("@ARCHIVE@", archive.map(a -> quoted(a.address())).orElse(variable(system, 0)))
        .replace("@SHA256@", archive.map(a -> quoted(a.sha256())).orElse(variable(system, 1)));
  }

  /** The command that lets exactly this job pull. */
  public String allow(CiSystem system, Optional<String> repository) {
    return "coffer oidc allow "
        + system.originOption()
        + " "
        + repository.orElse("OWNER/NAME")
        + " --branch "
        + branch
        + " --workflow "
        + system.workflow()
        + " --event push --env "
        + environment;
  }

  /** GitLab's variables are there already; GitHub's must be asked for by name. */
  private static String variable(CiSystem system, int index) {
    String name = ARCHIVE_VARIABLES.get(index);
    return system == CiSystem.GITLAB ? "$" + name : "${{ vars." + name + " }}";
  }

  private static String withLine(String text, String mark, Optional<String> line) {
    return text.lines()
        .filter(found -> !found.strip().equals(mark) || line.isPresent())
        .map(found -> found.replace(mark, line.orElse("")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** A scalar of YAML in single quotes, which has one escape. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String template(CiSystem system) {
    try (InputStream in = Workflow.class.getResourceAsStream(system.wireName() + ".yml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("a resource of the program can be read", e);
    }
  }
}
