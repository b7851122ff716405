package dev.coffer.protocol.wire.workload;

import java.util.Map;

/**
 * {@code GET /api/vaults/{id}/ci-pull}: one environment of a vault's newest version.
 *
 * @param vars the variables; absent from a sealed answer
 * @param sealed HPKE's encapsulated key (32 bytes) and ciphertext of the variables' JSON object,
 *     base64, for the key that {@code ?sealTo=} named; see {@link
 *     dev.coffer.protocol.escrow.SealedAnswerContext}
 */
public record PulledEnvironment(
    String env, Integer version, Map<String, String> vars, String sealed) {}
