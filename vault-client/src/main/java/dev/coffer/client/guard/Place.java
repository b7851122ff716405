package dev.coffer.client.guard;

/** Where a value belongs: what is shown in its stead. */
public record Place(String vault, String environment, String key) {

  /** {@code KEY (environment)}. */
  public String label() {
    return key + " (" + environment + ")";
  }
}
