package dev.coffer.protocol;

import java.util.Optional;

/** How the bytes that a vault stores are made. A vault is in one format at a time. */
public enum PayloadFormat {
  /** Signed manifest and sealed sections; {@code docs/envelope.md}. */
  COFFER_1("coffer/1"),
  /** What the {@code lpm} command reads and writes: one AES-GCM text without associated data. */
  LPM("lpm");

  /** Request header in which a client lists, comma-separated, the formats that it reads. */
  public static final String ANNOUNCE_HEADER = "X-Coffer-Formats";

  private final String wireName;

  PayloadFormat(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<PayloadFormat> ofWireName(String name) {
    for (PayloadFormat format : values()) {
      if (format.wireName.equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Whether a client that sent {@code header} (possibly null) reads this format. */
  public boolean announcedBy(String header) {
    if (this == LPM) {
      return true;
    }
    if (header == null) {
      return false;
    }
    for (String name : header.split(",", -1)) {
      if (name.strip().equals(wireName)) {
        return true;
      }
    }
    return false;
  }
}
