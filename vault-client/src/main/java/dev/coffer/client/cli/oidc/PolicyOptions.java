package dev.coffer.client.cli.oidc;

import dev.coffer.client.ClientException;
import dev.coffer.client.policy.Issuers;
import dev.coffer.client.project.ProjectEnvironments;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.TrustedIssuer;
import dev.coffer.protocol.workload.Dimension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that make a trust policy. What is left out permits nothing, or is shown. */
final class PolicyOptions {
  private static final String GITHUB = "github";
  private static final String GITLAB = "gitlab";
  private static final String WORKFLOWS = ".github/workflows/";
  private static final String BRANCH = "main";
  private static final String EVENT = "push";

  @Option(
      names = {"--platform", "--provider"},
      paramLabel = "NAME",
      hidden = true,
      description = "Another platform than --repo (github) or --project (gitlab) mean.")
  private String platform;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      hidden = true,
      description = "Whose tokens, where the server takes those of several issuers.")
  private String issuer;

  @Option(names = "--repo", paramLabel = "O/R", description = "GitHub: the one repository.")
  private String repository;

  @Option(names = "--project", paramLabel = "G/P", description = "GitLab: the one project.")
  private String project;

  @Option(
      names = {"--repository-id", "--project-id"},
      paramLabel = "ID",
      hidden = true,
      description = "Its id, which nobody else ever gets.")
  private String repositoryId;

  @Option(
      names = "--owner-id",
      paramLabel = "ID",
      hidden = true,
      description = "The same of its owner.")
  private String ownerId;

  @Option(
      names = "--branch",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "GLOB",
      description = "A branch; 'main' without --branch and --tag.")
  private List<String> branches = List.of();

  @Option(
      names = "--tag",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "GLOB",
      description = "A tag, such as v*.")
  private List<String> tags = List.of();

  @Option(
      names = "--env",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME",
      description = "An environment of the vault that becomes readable.")
  private List<String> environments = List.of();

  @Option(
      names = "--deployment",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME",
      description = "Only jobs in this environment of the platform.")
  private List<String> deployments = List.of();

  @Option(
      names = "--workflow",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "FILE",
      description = "A file that may define the run.")
  private List<String> workflows = List.of();

  @Option(
      names = {"--event", "--events"},
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME",
      description = "What may start it; 'push' when left out.")
  private List<String> events = List.of();

  @Option(
      names = "--allow-forks",
      hidden = true,
      description = "Also runs that may have a fork's code.")
  private boolean forks;

  @Option(names = "--protected-refs", description = "Only protected branches and tags.")
  private boolean protectedRefs;

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description = "Such as 90d, or a day, which is the last one.")
  private String expires;

  @Option(names = "--pulls-per-day", paramLabel = "N", description = "So many, and no more.")
  private Integer pullsPerDay;

  @Option(
      names = "--plain",
      hidden = true,
      description = "Also answers that are not sealed, for lpm clients.")
  private boolean plain;

  /** What stood in for what was not said. */
  private final List<String> defaults = new ArrayList<>();

  /** Values that were taken though nobody gave them, such as {@code branch main}. */
  List<String> defaults() {
    return List.copyOf(defaults);
  }

  /**
   * The policy that the options make.
   *
   * @throws ClientException.Usage naming the option that is missing or cannot be right
   */
  TrustPolicy policy(PolicyId id, VaultId vault, Issuers issuers, Surrounding around) {
    requireOne();
    if (environments.isEmpty()) {
      throw new ClientException.Usage(
          "which environment of the vault may be read?",
          "give --env NAME; none is meant by itself");
    }
    TrustedIssuer found = issuers.find(platformName(), Optional.ofNullable(issuer));
    try {
      Origin origin =
          new Origin(
              found.platform(),
              found.issuer(),
              repository == null ? project : repository,
              Optional.ofNullable(repositoryId),
              Optional.ofNullable(ownerId));
      return new TrustPolicy(
          id, vault, origin, conditions(found), release(around.environments(), around.now()));
    } catch (Malformed e) {
      throw new ClientException.Usage(e.getMessage(), "see 'coffer oidc allow --help'");
    }
  }

  /** What the options are read in. */
  record Surrounding(ProjectEnvironments environments, Instant now) {}

  private void requireOne() {
    if ((repository == null) == (project == null)) {
      throw new ClientException.Usage(
          "a policy is about one repository",
          "give --repo OWNER/NAME for GitHub, or --project GROUP/NAME for GitLab");
    }
  }

  private String platformName() {
    if (platform != null) {
      return platform;
    }
    return repository == null ? GITLAB : GITHUB;
  }

  private Conditions conditions(TrustedIssuer found) {
    Set<Dimension> told = Issuers.dimensions(found);
    boolean isMain = branches.isEmpty() && tags.isEmpty() && told.contains(Dimension.REFS);
    boolean isPush = events.isEmpty() && told.contains(Dimension.EVENTS);
    return new Conditions(
        (isMain ? assumed("branch", BRANCH) : branches).stream().map(Glob::new).toList(),
        tags.stream().map(Glob::new).toList(),
        deployments,
        workflows.stream().map(file -> workflow(file, found.kind())).toList(),
        isPush ? assumed("event", EVENT) : events,
        forks,
        protectedRefs);
  }

  private List<String> assumed(String what, String value) {
    defaults.add(what + " " + value);
    return List.of(value);
  }

  /** GitHub reads workflows from one folder only, so its name alone says which file is meant. */
  private static String workflow(String file, String kind) {
    return GITHUB.equals(kind) && !file.contains("/") ? WORKFLOWS + file : file;
  }

  private Release release(ProjectEnvironments known, Instant now) {
    List<EnvironmentName> named = environments.stream().map(known::canonical).toList();
    return new Release(
        named,
        plain,
        Optional.ofNullable(expires).map(text -> Expiry.read(text, now)),
        pullsPerDay == null ? OptionalInt.empty() : OptionalInt.of(pullsPerDay));
  }
}
