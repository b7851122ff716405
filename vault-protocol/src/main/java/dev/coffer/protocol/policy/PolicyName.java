package dev.coffer.protocol.policy;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What infrastructure code calls a policy within its vault. The policy's id follows from it, so
 * that declaring twice is declaring once, on whatever machine and after whatever was interrupted. 1
 * to 64 characters of {@code A-Z a-z 0-9 . _ -}, the first a letter or digit; or an id itself, of a
 * policy that has no name.
 */
public record PolicyName(VaultId vault, String name) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final String TITLE = "coffer/1 policy name";
  private static final int ID_LENGTH = 16;

  public PolicyName {
    if (!FORM.matcher(name).matches()) {
      throw new Malformed(
          "a policy's name has 1 to 64 characters of A-Z a-z 0-9 . _ - and starts with a letter or"
              + " digit");
    }
  }

  /** The first half of the SHA-256 digest of vault and name, each on a line after a title. */
  public PolicyId id() {
    if (ID.matcher(name).matches()) {
      return new PolicyId(name);
    }
    byte[] digest = Digest.of(TITLE + "\n" + vault + "\n" + name + "\n").value().toArray();
    return new PolicyId(HexFormat.of().formatHex(digest, 0, ID_LENGTH));
  }
}
