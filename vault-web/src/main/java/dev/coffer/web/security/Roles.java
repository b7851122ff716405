package dev.coffer.web.security;

/** The groups that tokens of this server name; no token names both. */
public final class Roles {
  /** Everybody with an access token. What it permits is decided by {@code Access}. */
  public static final String USER = "user";

  /** A CI run whose token was exchanged: it may pull one environment, and nothing else. */
  public static final String WORKLOAD = "workload";

  private Roles() {}
}
