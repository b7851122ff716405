package dev.coffer.terraform.bridged;

import dev.coffer.client.Profile;
import dev.coffer.terraform.bridged.way.Way;
import dev.coffer.terraform.declaration.Carriers;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.trust.LocalVerdicts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Has declarations carried out by a bridge, as its account. What was read once serves everybody
 * until this process changes something.
 */
public final class BridgedClient {
  private BridgedClient() {}

  /**
   * The account of the bridge at {@code address}, which is not asked yet.
   *
   * @param address scheme, host and port, or {@code unix:} and an absolute path
   * @param tokenFile a file of mode 0600 with what the bridge wants to be shown; where it is left
   *     out, the one that a bridge of the profile in {@code environment} makes
   */
  public static Declarations of(
      String address, Optional<String> tokenFile, Map<String, String> environment) {
    Path file = tokenFile.map(Path::of).orElseGet(() -> Profile.of(environment).bridgeToken());
    return at(address, file, Clock.systemUTC());
  }

  static Declarations at(String address, Path tokenFile, Clock clock) {
    Way way = Way.to(address, tokenFile);
    Bridge bridge = new Bridge(new BridgeConnection(way, tokenFile), clock);
    BridgedVaults vaults = new BridgedVaults(bridge);
    BridgedPolicies policies = new BridgedPolicies(bridge, vaults::keys, clock);
    return new Carriers(
        vaults,
        new BridgedOrganisations(bridge),
        new BridgedMembers(bridge),
        NoSecrets.HERE,
        policies,
        new LocalVerdicts(policies::standing));
  }
}
