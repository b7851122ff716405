package dev.coffer.it.container;

/**
 * What the database holds of one account.
 *
 * @param head the highest version that a vault of its is at
 * @param versions how many versions its vaults have
 * @param auditHead how long its log says that it is
 * @param auditRows how long its log is
 */
public record Stored(int head, int versions, int auditHead, int auditRows) {
  static final Stored NOTHING = new Stored(0, 0, 0, 0);
  static final Stored ONE_PUSH = new Stored(1, 1, 1, 1);
}
