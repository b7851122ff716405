package dev.coffer.terraform.job;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.VaultPlace;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/** Values of whole environments, as a policy gives them. */
final class JobSecrets implements Secrets {
  private final Pulls pulls;

  JobSecrets(Pulls pulls) {
    this.pulls = pulls;
  }

  @Override
  public SortedMap<String, String> read(VaultPlace place, String environment) {
    return pulls.values(asked(place, environment));
  }

  private static Pulls.Asked asked(VaultPlace place, String environment) {
    try {
      return new Pulls.Asked(
          owner(place), new VaultId(place.vault()), new EnvironmentName(environment));
    } catch (Malformed e) {
      throw Reading.refused(e.getMessage(), "");
    }
  }

  /** A pull says whose vault is meant by an id; what a name stands for only members can ask. */
  private static Optional<String> owner(VaultPlace place) {
    place
        .organisation()
        .filter(named -> !VaultPlace.isId(named))
        .ifPresent(
            name -> {
              throw Reading.refused(
                  "a CI job cannot look up which organisation is called " + name,
                  "name it by its id, which 'coffer org list --json' tells; or leave 'organization'"
                      + " out and give 'oidc_owner' or COFFER_OWNER");
            });
    return place.organisation().map(UUID::fromString).map(UUID::toString);
  }

  @Override
  public Optional<Secret> find(Name name) {
    throw Reading.noCommitment();
  }

  @Override
  public Secret create(Name name, String value) {
    throw Reading.only();
  }

  @Override
  public Secret put(Name name, String value) {
    throw Reading.only();
  }

  @Override
  public void remove(Name name) {
    throw Reading.only();
  }
}
