package dev.coffer.terraform.embedded;

import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.protocol.ClientName;
import dev.coffer.terraform.declaration.Carriers;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.trust.LocalVerdicts;
import java.util.Optional;

/**
 * Carries declarations out with the client library, as the account of one profile. What was read
 * once serves everybody until this process changes something: it lives as long as one walk of
 * Terraform, which compares everything with one moment anyway.
 */
public final class EmbeddedClient {
  /** What the server's audit log says of who sent the requests. */
  private static final ClientName NAME = new ClientName("terraform");

  private EmbeddedClient() {}

  /**
   * The account of the profile that {@code surroundings} name. The folder is of no account, and no
   * server is asked yet.
   *
   * @param tokenFile where the access token comes from; empty for a variable or a session
   */
  public static Declarations of(Surroundings surroundings, Optional<String> tokenFile) {
    Advice advice = new Advice(surroundings, tokenFile);
    Client client = new Client(() -> workspace(surroundings), advice);
    VaultLooks looks = new VaultLooks(client);
    EmbeddedPolicies policies = new EmbeddedPolicies(client, looks::keys, surroundings.clock());
    return new Carriers(
        new EmbeddedVaults(client, looks),
        new EmbeddedOrganisations(client, client::unfinished),
        new EmbeddedMembers(client, looks::counts),
        new EmbeddedSecrets(client, looks),
        policies,
        new LocalVerdicts(policies::standing));
  }

  private static Workspace workspace(Surroundings surroundings) {
    Workspace workspace = Workspace.withoutProject(surroundings);
    workspace.speakAs(NAME);
    return workspace;
  }
}
