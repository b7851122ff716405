package dev.coffer.terraform.declaration;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a vault is.
 *
 * @param organisation its organisation's name or id; empty for the account's own
 */
public record VaultPlace(Optional<String> organisation, String vault) {
  private static final char SEPARATOR = '/';
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Reads {@code ORGANISATION/VAULT} or {@code VAULT}, as {@link #text} writes them. */
  public static VaultPlace parse(String text) {
    int at = text.indexOf(SEPARATOR);
    return at < 0
        ? new VaultPlace(Optional.empty(), text)
        : new VaultPlace(Optional.of(text.substring(0, at)), text.substring(at + 1));
  }

  /** Whether it is an owner's id; nobody can take a name of that form. */
  public static boolean isId(String nameOrId) {
    return ID.matcher(nameOrId).matches();
  }

  public String text() {
    return organisation.map(name -> name + SEPARATOR).orElse("") + vault;
  }

  @Override
  public String toString() {
    return text();
  }
}
