package dev.coffer.protocol.wire.lpm;

/**
 * {@code GET /api/auth/cli-step-up}.
 *
 * @param method {@code password}
 * @param ttlSeconds how long a proof is good
 * @param header the header that carries it
 */
public record StepUpMethod(String method, Integer ttlSeconds, String header) {}
