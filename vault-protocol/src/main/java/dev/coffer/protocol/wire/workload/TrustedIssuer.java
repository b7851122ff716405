package dev.coffer.protocol.wire.workload;

/**
 * An issuer whose tokens the server takes.
 *
 * @param kind which claims its tokens have: {@code github}, {@code gitlab} and so on
 */
public record TrustedIssuer(String platform, String kind, String issuer) {}
