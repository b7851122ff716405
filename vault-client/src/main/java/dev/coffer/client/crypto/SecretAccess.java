package dev.coffer.client.crypto;

/**
 * The argument of every method that hands out a key's bytes. Searching for its use lists all
 * disclosures.
 */
public final class SecretAccess {
  /** The key is stored where only its owner reads. */
  public static final SecretAccess FOR_STORAGE = new SecretAccess();

  /** A format outside this package seals with the key itself. */
  public static final SecretAccess FOR_SEALING = new SecretAccess();

  /** The recovery key is shown to its owner, once. */
  public static final SecretAccess FOR_PAPER = new SecretAccess();

  /** The secret of an invitation goes into the link that is passed on, once. */
  public static final SecretAccess FOR_INVITATION = new SecretAccess();

  private SecretAccess() {}
}
