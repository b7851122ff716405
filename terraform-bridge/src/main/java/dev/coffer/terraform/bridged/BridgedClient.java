package dev.coffer.terraform.bridged;

import dev.coffer.client.Profile;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Members;
import dev.coffer.terraform.declaration.Organisations;
import dev.coffer.terraform.declaration.Policies;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.Vaults;
import dev.coffer.terraform.declaration.Verdicts;
import dev.coffer.terraform.trust.LocalVerdicts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Has declarations carried out by a bridge, as its account. What was read once serves everybody
 * until this process changes something.
 */
public final class BridgedClient implements Declarations {
  private final Vaults vaults;
  private final Organisations organisations;
  private final Members members;
  private final Policies policies;
  private final Verdicts verdicts;

  /**
   * The account of the bridge at {@code address}, which is not asked yet.
   *
   * @param address scheme, host and port
   * @param tokenFile a file of mode 0600 with what the bridge wants to be shown; where it is left
   *     out, the one that a bridge of the profile in {@code environment} makes
   */
  public static BridgedClient of(
      String address, Optional<String> tokenFile, Map<String, String> environment) {
    Path file = tokenFile.map(Path::of).orElseGet(() -> Profile.of(environment).bridgeToken());
    return new BridgedClient(URI.create(address), file, Clock.systemUTC());
  }

  BridgedClient(URI address, Path tokenFile, Clock clock) {
    Bridge bridge = new Bridge(new BridgeConnection(address, tokenFile), clock);
    BridgedVaults vaults = new BridgedVaults(bridge);
    BridgedPolicies policies = new BridgedPolicies(bridge, vaults::keys, clock);
    this.vaults = vaults;
    this.organisations = new BridgedOrganisations(bridge);
    this.members = new BridgedMembers(bridge);
    this.policies = policies;
    this.verdicts = new LocalVerdicts(policies::standing);
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
    return NoSecrets.HERE;
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
