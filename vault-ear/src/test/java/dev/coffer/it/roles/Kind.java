package dev.coffer.it.roles;

import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Role;
import java.util.Arrays;
import java.util.List;

/** The kinds of members that the table has columns for, in its order. */
enum Kind {
  OWNER("owner", Role.OWNER),
  ADMIN("admin", Role.ADMIN),
  MAINTAINER("maintainer", Role.MAINTAINER),
  DEVELOPER("developer", Role.DEVELOPER),
  LIMITED_DEVELOPER("developer, limited", Role.DEVELOPER, "default:read staging:write"),
  READER("reader", Role.READER),
  LIMITED_READER("reader, limited", Role.READER, "staging:read");

  private final String column;
  private final Role role;
  private final String grants;

  Kind(String column, Role role) {
    this(column, role, "");
  }

  Kind(String column, Role role, String grants) {
    this.column = column;
    this.role = role;
    this.grants = grants;
  }

  String column() {
    return column;
  }

  Role role() {
    return role;
  }

  boolean isLimited() {
    return !grants.isEmpty();
  }

  Access access() {
    return isLimited() ? TestOrganisation.granted(grants.split(" ", -1)) : Access.ALL;
  }

  /** The environments that a limited member may read. */
  List<String> readable() {
    return Arrays.stream(grants.split(" ", -1))
        .map(grant -> grant.substring(0, grant.indexOf(':')))
        .toList();
  }
}
