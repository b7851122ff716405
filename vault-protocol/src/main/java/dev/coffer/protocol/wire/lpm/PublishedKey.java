package dev.coffer.protocol.wire.lpm;

/**
 * The answer to a published key.
 *
 * @param status {@code set}, {@code unchanged} or {@code rotated}
 * @param fingerprintPrefix of the key: the first 16 hexadecimal digits of its SHA-256
 * @param previousFingerprintPrefix of the key before; only for {@code rotated}
 */
public record PublishedKey(
    Boolean ok, String status, String fingerprintPrefix, String previousFingerprintPrefix) {}
