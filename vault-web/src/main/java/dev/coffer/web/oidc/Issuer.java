package dev.coffer.web.oidc;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.workload.platform.Platform;
import dev.coffer.protocol.workload.platform.Platforms;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An issuer whose tokens the server takes.
 *
 * @param name what policies call its platform
 * @param kind what its claims mean
 * @param address compared with {@code iss} character by character
 */
record Issuer(String name, Platform kind, String address) {
  private static final Pattern SEPARATOR = Pattern.compile("\\|");

  Issuer {
    new Origin(name, address, "any", Optional.empty(), Optional.empty());
  }

  /**
   * Reads {@code name|kind|address}.
   *
   * @throws Malformed for anything else
   */
  static Issuer parse(String entry) {
    String[] parts = SEPARATOR.split(entry, -1);
    if (parts.length != 3) {
      throw new Malformed("an issuer is given as name|kind|address");
    }
    return new Issuer(parts[0], Platforms.of(parts[1]), parts[2]);
  }
}
