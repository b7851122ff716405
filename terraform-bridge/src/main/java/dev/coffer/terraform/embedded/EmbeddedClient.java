package dev.coffer.terraform.embedded;

import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Members;
import dev.coffer.terraform.declaration.Organisations;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.Vaults;
import java.util.Optional;

/** Carries declarations out with the client library, as the account of one profile. */
public final class EmbeddedClient implements Declarations {
  private final Client client;

  /**
   * The account of the profile that {@code surroundings} name. The folder is of no account, and no
   * server is asked yet.
   *
   * @param tokenFile where the access token comes from; empty for a variable or a session
   */
  public EmbeddedClient(Surroundings surroundings, Optional<String> tokenFile) {
    Advice advice = new Advice(surroundings, tokenFile);
    this.client = new Client(Workspace.withoutProject(surroundings), advice);
  }

  @Override
  public Vaults vaults() {
    return new EmbeddedVaults(client);
  }

  @Override
  public Organisations organisations() {
    return new EmbeddedOrganisations(client);
  }

  @Override
  public Members members() {
    return new EmbeddedMembers(client);
  }

  @Override
  public Secrets secrets() {
    return new EmbeddedSecrets(client);
  }
}
