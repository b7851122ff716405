package dev.coffer.client.workload.setup;

import dev.coffer.client.ClientException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The distribution that a job unpacks.
 *
 * @param address over https
 * @param sha256 its digest, 64 hexadecimal digits
 */
public record Archive(String address, String sha256) {
  private static final Pattern ADDRESS = Pattern.compile("https://[A-Za-z0-9._~:/?&=%+-]+");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  public Archive {
    if (!ADDRESS.matcher(address).matches() || !DIGEST.matcher(sha256).matches()) {
      throw new ClientException.Usage(
          "--archive is an https address and --sha256 the archive's digest in 64 hex digits",
          "sha256sum coffer-VERSION.tar.gz prints it");
    }
  }

  /**
   * Both or none.
   *
   * @throws ClientException.Usage for one without the other
   */
  public static Optional<Archive> of(Optional<String> address, Optional<String> sha256) {
    if (address.isPresent() != sha256.isPresent()) {
      throw new ClientException.Usage(
          "--archive and --sha256 belong together", "a job must not run what it cannot check");
    }
    return address.map(text -> new Archive(text, sha256.get()));
  }
}
