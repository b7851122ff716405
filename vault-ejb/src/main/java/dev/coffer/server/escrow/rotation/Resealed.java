package dev.coffer.server.escrow.rotation;

/**
 * How far everything was sealed again.
 *
 * @param after the place of the last key looked at: vault row, policy and environment
 * @param count how many were sealed again
 * @param failed how many did not open, and stay as they are
 * @param isComplete whether there is nothing behind {@code after}
 */
record Resealed(Place after, int count, int failed, boolean isComplete) {
  static final Resealed BEGIN = new Resealed(new Place("", "", ""), 0, 0, false);

  /** Where an escrowed key is. */
  record Place(String vault, String policy, String environment) {}
}
