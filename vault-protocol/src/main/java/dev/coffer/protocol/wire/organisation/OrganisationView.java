package dev.coffer.protocol.wire.organisation;

import java.time.Instant;

/**
 * One organisation as the server knows it. Clients believe its chain instead.
 *
 * @param id UUID
 * @param role the caller's: {@code owner}, {@code admin}, {@code maintainer}, {@code developer} or
 *     {@code reader}
 * @param status the caller's: {@code joined} while nobody has confirmed it, else {@code active}
 * @param members how many are active
 * @param length how many events the chain has
 * @param lpm whether vaults in format {@code lpm} may be shared
 */
public record OrganisationView(
    String id,
    String name,
    String role,
    String status,
    Integer members,
    Long length,
    Boolean lpm,
    Instant createdAt) {}
