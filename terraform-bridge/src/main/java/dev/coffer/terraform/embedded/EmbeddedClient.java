package dev.coffer.terraform.embedded;

import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.protocol.ClientName;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Members;
import dev.coffer.terraform.declaration.Organisations;
import dev.coffer.terraform.declaration.Policies;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.Vaults;
import dev.coffer.terraform.declaration.Verdicts;
import dev.coffer.terraform.trust.LocalVerdicts;
import java.util.Optional;

/**
 * Carries declarations out with the client library, as the account of one profile. What was read
 * once serves everybody until this process changes something: it lives as long as one walk of
 * Terraform, which compares everything with one moment anyway.
 */
public final class EmbeddedClient implements Declarations {
  /** What the server's audit log says of who sent the requests. */
  private static final ClientName NAME = new ClientName("terraform");

  private final Vaults vaults;
  private final Organisations organisations;
  private final Members members;
  private final Secrets secrets;
  private final Policies policies;
  private final Verdicts verdicts;

  /**
   * The account of the profile that {@code surroundings} name. The folder is of no account, and no
   * server is asked yet.
   *
   * @param tokenFile where the access token comes from; empty for a variable or a session
   */
  public EmbeddedClient(Surroundings surroundings, Optional<String> tokenFile) {
    Advice advice = new Advice(surroundings, tokenFile);
    Client client = new Client(() -> workspace(surroundings), advice);
    VaultLooks looks = new VaultLooks(client);
    EmbeddedPolicies policies = new EmbeddedPolicies(client, looks::keys, surroundings.clock());
    this.vaults = new EmbeddedVaults(client, looks);
    this.organisations = new EmbeddedOrganisations(client);
    this.members = new EmbeddedMembers(client, looks::counts);
    this.secrets = new EmbeddedSecrets(client, looks);
    this.policies = policies;
    this.verdicts = new LocalVerdicts(policies::standing);
  }

  private static Workspace workspace(Surroundings surroundings) {
    Workspace workspace = Workspace.withoutProject(surroundings);
    workspace.speakAs(NAME);
    return workspace;
  }

  @Override
  public Vaults vaults() {
    return vaults;
  }

  @Override
  public Organisations organisations() {
    return organisations;
  }

  @Override
  public Members members() {
    return members;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public Policies policies() {
    return policies;
  }

  @Override
  public Verdicts verdicts() {
    return verdicts;
  }
}
