package dev.coffer.client.account;

/** Shows this device's pairing code to the person and hears the other device's. */
public interface CodeDialog {
  /**
   * Shows {@code codeHere}.
   *
   * @return the code that the other device shows, as typed
   */
  String exchange(String codeHere);
}
