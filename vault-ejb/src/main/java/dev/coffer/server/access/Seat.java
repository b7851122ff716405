package dev.coffer.server.access;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Role;
import dev.coffer.server.sql.Row;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What an account is in one organisation, as the newest event of its chain left it. Never of a
 * member that was removed.
 *
 * @param device whether the chain has approved the device of the caller's session
 */
public record Seat(
    UUID organisation, Role role, Access access, Member.Status status, boolean device) {

  /** The columns that {@link #read} takes. */
  static final String COLUMNS = "o.id, m.role, m.access, m.status, od.approved";

  static final int COLUMN_COUNT = 5;

  /** Joins beside {@link Standing#TABLES}; takes the organisation's id or name. */
  static final String TABLES =
      " left join organisation o on o.%s = ?"
          + " left join organisation_member m on m.organisation = o.id"
          + " and m.account_id = t.account_id and m.status <> 'REMOVED'"
          + " left join organisation_device od on od.organisation = o.id"
          + " and od.account_id = t.account_id and od.key_id = t.device";

  private static final String ALL = "all";
  private static final String READ = ":read";
  private static final String WRITE = ":write";

  /** What {@code member} is, as the chain has it, on a device that acts for it there. */
  public static Seat of(UUID organisation, Member member) {
    return new Seat(organisation, member.role(), member.access(), member.status(), true);
  }

  /** What the columns behind {@code offset} say; empty for who does not belong. */
  static Optional<Seat> read(Row row, int offset) throws SQLException {
    Optional<String> role = row.text(offset + 2);
    return role.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Seat(
                UUID.fromString(row.text(offset + 1).orElseThrow()),
                Role.of(role.get()),
                access(row.text(offset + 3).orElseThrow()),
                Member.Status.valueOf(row.text(offset + 4).orElseThrow()),
                row.truth(offset + 5)));
  }

  public boolean isActive() {
    return status == Member.Status.ACTIVE;
  }

  /** Whether this is an active member of {@code least} or a role above it. */
  public boolean isAtLeast(Role least) {
    return isActive() && role.isAtLeast(least);
  }

  /** What the member may do with the organisation's vaults. */
  public Reach reach() {
    return isActive() ? access.reach(role) : Reach.NOTHING;
  }

  /** {@code access} as its column has it. */
  public static String text(Access access) {
    return access.all()
        ? ALL
        : access.grants().entrySet().stream()
            .map(grant -> grant.getKey() + (grant.getValue() ? WRITE : READ))
            .collect(Collectors.joining(" "));
  }

  private static Access access(String text) {
    if (text.equals(ALL)) {
      return Access.ALL;
    }
    SortedMap<EnvironmentName, Boolean> grants = new TreeMap<>();
    for (String grant : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      int colon = grant.indexOf(':');
      grants.put(
          new EnvironmentName(grant.substring(0, colon)), grant.substring(colon).equals(WRITE));
    }
    return Access.of(grants);
  }
}
