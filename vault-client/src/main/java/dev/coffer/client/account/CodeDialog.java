package dev.coffer.client.account;

/** What a person sees of a pairing: that it waits, and both devices' codes. */
public interface CodeDialog {
  /** This side has done its part; the other device may begin, now or in a while. */
  void waiting();

  /**
   * Shows {@code codeHere}.
   *
   * @return the code that the other device shows, as typed
   */
  String exchange(String codeHere);
}
