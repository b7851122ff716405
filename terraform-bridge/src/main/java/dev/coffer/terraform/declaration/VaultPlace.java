package dev.coffer.terraform.declaration;

import java.util.Optional;

/**
 * Where a vault is.
 *
 * @param organisation its organisation's name or id; empty for the account's own
 */
public record VaultPlace(Optional<String> organisation, String vault) {
  private static final char SEPARATOR = '/';

  /** Reads {@code ORGANISATION/VAULT} or {@code VAULT}, as {@link #text} writes them. */
  public static VaultPlace parse(String text) {
    int at = text.indexOf(SEPARATOR);
    return at < 0
        ? new VaultPlace(Optional.empty(), text)
        : new VaultPlace(Optional.of(text.substring(0, at)), text.substring(at + 1));
  }

  public String text() {
    return organisation.map(name -> name + SEPARATOR).orElse("") + vault;
  }

  @Override
  public String toString() {
    return text();
  }
}
