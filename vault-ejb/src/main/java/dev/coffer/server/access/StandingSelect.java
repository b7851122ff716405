package dev.coffer.server.access;

import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One statement that reads everything that decides about a caller, and perhaps more of the row that
 * it asks for. Each instance is made once: the texts never change.
 */
public final class StandingSelect {
  private static final String COLUMN = "%s";
  private static final String ACCOUNT = "t.account_id";
  private static final String ORGANISATION = "o.id";

  private final String own;
  private final String byId;
  private final String byName;

  /**
   * A select of a caller's standing with {@code columns} behind it.
   *
   * @param columns each after a comma; perhaps none
   * @param join what has them, with {@code %s} where the id of the vaults' owner stands
   */
  public StandingSelect(String columns, String join) {
    this.own =
        "select "
            + Standing.COLUMNS
            + columns
            + " from "
            + Standing.TABLES
            + join.replace(COLUMN, ACCOUNT)
            + Standing.OF_CALLER;
    String shared =
        "select "
            + Standing.COLUMNS
            + ", "
            + Seat.COLUMNS
            + columns
            + " from "
            + Standing.TABLES
            + Seat.TABLES
            + join.replace(COLUMN, ORGANISATION)
            + Standing.OF_CALLER;
    this.byId = shared.replace(COLUMN, "id");
    this.byName = shared.replace(COLUMN, "name");
  }

  /**
   * What {@code reader} makes of the caller's row; empty when there is no such access token.
   *
   * @param parameters of the join
   */
  public <T> Optional<T> first(
      Statements statements, Caller caller, Tenant tenant, Reader<T> reader, Object... parameters) {
    return statements.first(
        text(tenant), reading(tenant, reader), parameters(caller, tenant, parameters));
  }

  /** The same where no transaction is under way, as {@link Statements#firstAlone} does it. */
  public <T> Optional<T> firstAlone(
      Statements statements, Caller caller, Tenant tenant, Reader<T> reader, Object... parameters) {
    return statements.firstAlone(
        text(tenant), reading(tenant, reader), parameters(caller, tenant, parameters));
  }

  private static <T> Row.Reader<T> reading(Tenant tenant, Reader<T> reader) {
    return row -> reader.read(standing(row, tenant), row, offset(tenant));
  }

  private static Object[] parameters(Caller caller, Tenant tenant, Object... parameters) {
    List<Object> all = new ArrayList<>();
    if (tenant.isOrganisation()) {
      all.add(tenant.organisation());
    }
    all.addAll(List.of(parameters));
    all.add(caller.tokenId().toString());
    all.add(caller.accountId().toString());
    return all.toArray();
  }

  private String text(Tenant tenant) {
    return switch (tenant.kind()) {
      case OWN -> own;
      case BY_ID -> byId;
      case BY_NAME -> byName;
    };
  }

  private static Standing standing(Row row, Tenant tenant) throws SQLException {
    return Standing.read(
        row, tenant.isOrganisation() ? Seat.read(row, Standing.COLUMN_COUNT) : Optional.empty());
  }

  private static int offset(Tenant tenant) {
    return Standing.COLUMN_COUNT + (tenant.isOrganisation() ? Seat.COLUMN_COUNT : 0);
  }

  /** Makes something of a standing and the columns behind {@code offset}. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Standing standing, Row row, int offset) throws SQLException;
  }
}
