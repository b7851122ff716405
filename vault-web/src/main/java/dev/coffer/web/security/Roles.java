package dev.coffer.web.security;

/** The groups that access tokens name. */
public final class Roles {
  /** Everybody with an access token. What it permits is decided by {@code Access}. */
  public static final String USER = "user";

  private Roles() {}
}
