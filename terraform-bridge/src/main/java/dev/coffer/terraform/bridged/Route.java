package dev.coffer.terraform.bridged;

import dev.coffer.terraform.declaration.VaultPlace;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A path of the bridge's API.
 *
 * @param text percent-encoded, from the root
 */
record Route(String text) {
  private static final String OWN = "~";

  /** The one with these {@code segments} below its version. */
  static Route of(String... segments) {
    return new Route(
        "/v1/" + Arrays.stream(segments).map(Route::encoded).collect(Collectors.joining("/")));
  }

  /** All of {@code kind} of the owner of {@code place}. */
  static Route ofOwner(String kind, VaultPlace place) {
    return of(kind, place.organisation().orElse(OWN));
  }

  /** What {@code kind} has for the vault at {@code place}. */
  static Route ofVault(String kind, VaultPlace place) {
    return ofOwner(kind, place).below(place.vault());
  }

  Route below(String segment) {
    return new Route(text + "/" + encoded(segment));
  }

  /** The same where nothing is changed. */
  Route rehearsed() {
    return new Route(text + "?dryRun=true");
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return text;
  }
}
