package dev.coffer.protocol.wire.organisation;

import java.util.List;

/** {@code GET /api/orgs}: the organisations that the caller belongs to, by name. */
public record OrganisationList(List<OrganisationView> organisations) {}
