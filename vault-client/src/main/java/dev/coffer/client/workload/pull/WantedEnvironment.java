package dev.coffer.client.workload.pull;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import java.util.Optional;

/**
 * What a job asks for.
 *
 * @param owner id of the account or organisation whose vault is meant; empty when nobody else is
 *     expected to have one of that id
 * @param policy the one policy that is to decide; empty when the server is to find it
 */
public record WantedEnvironment(
    VaultId vault, EnvironmentName environment, Optional<String> owner, Optional<String> policy) {}
