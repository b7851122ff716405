package dev.coffer.protocol.wire.organisation;

import java.util.List;

/**
 * {@code GET /api/orgs/{org}/chain?from=N}: the organisation's events from sequence {@code from}
 * on, at most 500 at once.
 *
 * @param id of the organisation
 * @param length how many events the whole chain has
 */
public record MembershipPage(String id, Long from, List<String> events, Long length) {}
