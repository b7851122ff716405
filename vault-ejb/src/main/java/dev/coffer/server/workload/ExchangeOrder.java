package dev.coffer.server.workload;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.wire.workload.ExchangeToken;
import dev.coffer.server.signin.ClientAddress;
import java.util.Optional;

/**
 * What a run asks for, whoever it is.
 *
 * @param owner id of the account or organisation whose vault alone is meant
 * @param policy to be judged by this one alone
 * @param address where the request comes from
 */
public record ExchangeOrder(
    VaultId vault,
    EnvironmentName environment,
    Optional<String> owner,
    Optional<PolicyId> policy,
    ClientAddress address) {

  /**
   * Reads a request; without an environment it is the default one.
   *
   * @throws Malformed when it names no vault, or a name does not have its form
   */
  public static ExchangeOrder of(ExchangeToken request, ClientAddress address) {
    return new ExchangeOrder(
        new VaultId(request.vaultId()),
        Optional.ofNullable(request.env())
            .map(EnvironmentName::new)
            .orElse(EnvironmentName.DEFAULT),
        Optional.ofNullable(request.owner()),
        Optional.ofNullable(request.policyId()).map(PolicyId::new),
        address);
  }
}
