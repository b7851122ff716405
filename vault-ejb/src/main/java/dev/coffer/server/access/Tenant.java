package dev.coffer.server.access;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.OrganisationName;

/**
 * Whose vaults a request is about: the calling account's own, or those of one organisation.
 *
 * @param kind how {@code organisation} names it
 * @param organisation an id or a name; empty for one's own, and where the text in a path can be
 *     neither, so that it is nobody's
 */
public record Tenant(Kind kind, String organisation) {
  public static final Tenant OWN = new Tenant(Kind.OWN, "");

  /** How a tenant is named. */
  enum Kind {
    OWN,
    BY_ID,
    BY_NAME
  }

  /** The organisation that has {@code text} as its id or name, if there is one. */
  public static Tenant organisation(String text) {
    if (OrganisationName.isId(text)) {
      return new Tenant(Kind.BY_ID, text);
    }
    try {
      return new Tenant(Kind.BY_NAME, new OrganisationName(text).value());
    } catch (Malformed e) {
      return new Tenant(Kind.BY_NAME, "");
    }
  }

  public boolean isOrganisation() {
    return kind != Kind.OWN;
  }

  /** Whether {@link #organisation} is an id; else it is a name. */
  public boolean isNamedById() {
    return kind == Kind.BY_ID;
  }
}
