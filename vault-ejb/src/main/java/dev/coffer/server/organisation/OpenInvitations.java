package dev.coffer.server.organisation;

import dev.coffer.server.access.Tenant;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds an organisation for who does not belong to it and has an invitation, whose id nobody can
 * guess.
 */
@ApplicationScoped
class OpenInvitations {
  private static final String COLUMN = "%s";
  private static final String OPEN =
      "select o.id, i.expires_at from organisation_invitation i"
          + " join organisation o on o.id = i.organisation"
          + " where i.id = ? and i.status = 'OPEN' and o.%s = ?";
  private static final String BY_ID = OPEN.replace(COLUMN, "id");
  private static final String BY_NAME = OPEN.replace(COLUMN, "name");

  @Inject private Statements statements;

  /** The organisation, if {@code invitation} to it can still be accepted at {@code now}. */
  Optional<UUID> organisation(Tenant tenant, String invitation, Instant now) {
    return find(tenant, invitation).filter(open -> !now.isAfter(open.expires())).map(Open::id);
  }

  /** The organisation, if nobody has accepted or withdrawn {@code invitation} to it. */
  Optional<UUID> organisation(Tenant tenant, String invitation) {
    return find(tenant, invitation).map(Open::id);
  }

  private Optional<Open> find(Tenant tenant, String invitation) {
    return statements.first(
        tenant.isNamedById() ? BY_ID : BY_NAME, Open::read, invitation, tenant.organisation());
  }

  private record Open(UUID id, Instant expires) {
    static Open read(Row row) throws SQLException {
      return new Open(UUID.fromString(row.text(1).orElseThrow()), row.time(2).orElseThrow());
    }
  }
}
