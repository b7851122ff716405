package dev.coffer.client.workload.setup;

import dev.coffer.client.ClientException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A CI system for which a file can be written. */
public enum CiSystem {
  GITHUB_ACTIONS("github-actions", "--repo", ".github/workflows/coffer.yml"),
  GITLAB("gitlab", "--project", ".gitlab/coffer.yml");

  private final String name;
  private final String originOption;
  private final String file;

  CiSystem(String name, String originOption, String file) {
    this.name = name;
    this.originOption = originOption;
    this.file = file;
  }

  /**
   * The system that is called {@code name}.
   *
   * @throws ClientException.Usage with all names when there is none
   */
  public static CiSystem named(String name) {
    return Stream.of(values())
        .filter(system -> system.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ClientException.Usage(
                    "there is no workflow for a CI system of this name",
                    "it is one of "
                        + Stream.of(values())
                            .map(CiSystem::wireName)
                            .collect(Collectors.joining(", "))));
  }

  public String wireName() {
    return name;
  }

  /** The option of {@code oidc allow} that names the repository. */
  String originOption() {
    return originOption;
  }

  /** Where the file belongs, from the top of the repository. */
  public String file() {
    return file;
  }

  /** The file that a policy names as the workflow: for GitLab it is the one that includes ours. */
  String workflow() {
    return this == GITLAB ? ".gitlab-ci.yml" : file;
  }
}
