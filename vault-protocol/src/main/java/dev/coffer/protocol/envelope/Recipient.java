package dev.coffer.protocol.envelope;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;

/**
 * One device and what a key wrapped for it opens. Written as the key id alone for the whole vault,
 * else as {@code KEYID environment NAME}.
 */
public record Recipient(KeyId device, KeyScope scope) implements Comparable<Recipient> {

  /** A recipient of the vault key itself. */
  public static Recipient ofVault(KeyId device) {
    return new Recipient(device, KeyScope.VAULT);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws Malformed for anything else
   */
  public static Recipient parse(String text) {
    int gap = text.indexOf(' ');
    return gap < 0
        ? ofVault(new KeyId(text))
        : new Recipient(new KeyId(text.substring(0, gap)), KeyScope.parse(text.substring(gap + 1)))
            .requireForm(text);
  }

  private Recipient requireForm(String text) {
    if (!text().equals(text)) {
      throw new Malformed("a recipient is 'KEYID' or 'KEYID environment NAME'");
    }
    return this;
  }

  public String text() {
    return scope.environment().isEmpty() ? device.value() : device.value() + " " + scope.text();
  }

  @Override
  public int compareTo(Recipient other) {
    return text().compareTo(other.text());
  }
}
