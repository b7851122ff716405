package dev.coffer.protocol.membership;

import dev.coffer.protocol.Malformed;
import java.util.List;
import java.util.Locale;

/** What a member may do, from most to least. {@code docs/roles.md} has the table. */
public enum Role {
  /** Everything, owners included. There is always one. */
  OWNER,
  /** Manages every member below, shares and unshares vaults. */
  ADMIN,
  /** Reads and writes every vault, shares vaults, reads the audit log. */
  MAINTAINER,
  /** Reads and writes the vaults, or the environments granted. */
  DEVELOPER,
  /** Reads the vaults, or the environments granted. */
  READER;

  private static final List<Role> ALL = List.of(values());
  private final String text = name().toLowerCase(Locale.ROOT);

  /**
   * The role that {@code text} names.
   *
   * @throws Malformed unless it is one of the five
   */
  public static Role of(String text) {
    for (Role role : ALL) {
      if (role.text.equals(text)) {
        return role;
      }
    }
    throw new Malformed("a role is owner, admin, maintainer, developer or reader");
  }

  public String text() {
    return text;
  }

  /** Whether a member of this role may invite, change and remove one of role {@code other}. */
  public boolean manages(Role other) {
    return this == OWNER || (this == ADMIN && compareTo(other) < 0);
  }

  public boolean isAtLeast(Role other) {
    return compareTo(other) <= 0;
  }

  /** Whether members of this role can be limited to some environments. */
  public boolean canBeLimited() {
    return this == DEVELOPER || this == READER;
  }
}
