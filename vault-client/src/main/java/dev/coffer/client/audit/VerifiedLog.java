package dev.coffer.client.audit;

import dev.coffer.protocol.Digest;

/**
 * What was checked and found right.
 *
 * @param last the newest record's sequence
 * @param hash the newest record's: it stands for everything before it
 */
public record VerifiedLog(String owner, long records, long first, long last, Digest hash) {}
