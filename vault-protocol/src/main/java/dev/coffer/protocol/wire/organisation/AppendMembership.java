package dev.coffer.protocol.wire.organisation;

/**
 * {@code POST /api/orgs} with the first event, {@code POST /api/orgs/{org}/chain} with any other:
 * one signed organisation event.
 */
public record AppendMembership(String event) {}
