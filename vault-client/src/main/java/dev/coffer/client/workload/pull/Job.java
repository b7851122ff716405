package dev.coffer.client.workload.pull;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.remote.HttpWorkloads;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.client.workload.Audience;
import dev.coffer.client.workload.IdentityProvider;
import dev.coffer.client.workload.IdentityProviders;
import dev.coffer.client.workload.IdentityToken;
import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The CI job that this process is part of: whom it asks, for what, and as whom. It needs no session
 * and no local store, and makes none. Not for use by several threads.
 */
public final class Job {
  private static final String[] VAULT = {"COFFER_VAULT_ID", "LPM_VAULT_ID"};
  private static final String OWNER = "COFFER_OWNER";
  private static final String POLICY = "COFFER_OIDC_POLICY_ID";

  /** Of this command, unless it is part of a program with another name. */
  private static final ClientName NAME = new ClientName("coffer");

  private final Workspace workspace;
  private final Asked asked;
  private HttpWorkloads http;

  /** What a person gave with the command, each of which comes before a variable. */
  public record Asked(
      Optional<String> server,
      Optional<String> owner,
      Optional<String> policy,
      Optional<String> audience) {}

  public Job(Workspace workspace, Asked asked) {
    this.workspace = workspace;
    this.asked = asked;
  }

  /**
   * The server: asked for, else {@code COFFER_SERVER}, else the project's.
   *
   * @throws ClientException.Usage when nobody names one
   */
  public ServerAddress server() {
    return asked
        .server()
        .or(() -> variable("COFFER_SERVER"))
        .or(() -> workspace.project().flatMap(ProjectFile::server))
        .map(ServerAddress::parse)
        .orElseThrow(
            () ->
                new ClientException.Usage(
                    "no server is known",
                    "set COFFER_SERVER in the job, give --server, or name it as 'server' in"
                        + " coffer.json"));
  }

  /**
   * The vault: {@code COFFER_VAULT_ID} or {@code LPM_VAULT_ID}, else the project's.
   *
   * @throws ClientException.Usage when nobody names one
   */
  public VaultId vault() {
    Optional<String> named = Stream.of(VAULT).flatMap(name -> variable(name).stream()).findFirst();
    if (named.isPresent()) {
      return vault(named.get());
    }
    return workspace
        .project()
        .map(ProjectFile::vault)
        .orElseThrow(
            () ->
                new ClientException.Usage(
                    "no vault is known: there is no coffer.json here or above",
                    "check the repository out before this step, or set COFFER_VAULT_ID"));
  }

  private static VaultId vault(String id) {
    try {
      return new VaultId(id);
    } catch (Malformed e) {
      throw new ClientException.Usage(
          "COFFER_VAULT_ID or LPM_VAULT_ID is no vault id", "take it from coffer.json");
    }
  }

  /** {@code environment} of that vault. */
  public WantedEnvironment wanted(EnvironmentName environment) {
    return wanted(vault(), environment);
  }

  /** {@code environment} of {@code vault}, of whichever vault else the job may be. */
  public WantedEnvironment wanted(VaultId vault, EnvironmentName environment) {
    return new WantedEnvironment(vault, environment, owner(vault), policy());
  }

  /** A project file that ties to another vault does not know whose this one is. */
  private Optional<String> owner(VaultId vault) {
    return asked
        .owner()
        .or(() -> variable(OWNER))
        .or(
            () ->
                workspace
                    .project()
                    .filter(project -> project.vault().equals(vault))
                    .flatMap(ProjectFile::owner));
  }

  private Optional<String> policy() {
    Optional<String> id = asked.policy().or(() -> variable(POLICY));
    try {
      return id.map(text -> new PolicyId(text).value());
    } catch (Malformed e) {
      throw new ClientException.Usage(
          "--policy or " + POLICY + " is no policy's id", "'coffer oidc list' shows them");
    }
  }

  public Audience audience() {
    return Audience.of(asked.audience(), environment());
  }

  /**
   * The platform.
   *
   * @throws ClientException.NotSignedIn when this is no CI job
   */
  public IdentityProvider provider() {
    return IdentityProviders.all(http().tokenEndpoint()).of(environment());
  }

  /** The job's identity token for {@link #audience}. */
  public IdentityToken identity() {
    return provider().idToken(environment(), audience());
  }

  /** The way to the server. */
  public JobPull remote() {
    return new JobPull(http(), workspace.surroundings().random());
  }

  /** What can be wrong on this side is found before a token is asked for. */
  public OpenedEnvironment pull(EnvironmentName environment) {
    return pull(wanted(environment));
  }

  /** What {@code wanted} names, by a token that is spent for it. */
  public OpenedEnvironment pull(WantedEnvironment wanted) {
    JobPull remote = remote();
    return remote.pull(identity(), wanted);
  }

  private HttpWorkloads http() {
    if (workspace.isOffline()) {
      throw new ClientException.Offline();
    }
    if (http == null) {
      http = new HttpWorkloads(server(), workspace.authorities(), workspace.program().orElse(NAME));
    }
    return http;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment().get(name)).filter(value -> !value.isBlank());
  }

  private Map<String, String> environment() {
    return workspace.surroundings().environment();
  }
}
