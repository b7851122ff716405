package dev.coffer.protocol.wire.lpm;

/** The answer to a policy that was set. */
public record LpmPolicySet(Boolean success, String id, String provider, String subject) {}
