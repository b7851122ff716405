package dev.coffer.client.policy;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.TrustedIssuer;
import dev.coffer.protocol.workload.Dimension;
import dev.coffer.protocol.workload.platform.Platforms;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose tokens the server takes, by its own word: a policy about any other could never be used. */
public final class Issuers {
  private final List<TrustedIssuer> known;

  public Issuers(EscrowKeyList server) {
    this.known =
        server.issuers() == null
            ? List.of()
            : server.issuers().stream().filter(Issuers::isWhole).toList();
  }

  private static boolean isWhole(TrustedIssuer issuer) {
    return issuer.platform() != null && issuer.issuer() != null && issuer.kind() != null;
  }

  /**
   * The issuer of {@code platform}.
   *
   * @param address which one, where the server takes tokens of several
   * @throws ClientException.Usage unless there is exactly one
   */
  public TrustedIssuer find(String platform, Optional<String> address) {
    List<TrustedIssuer> found =
        known.stream()
            .filter(issuer -> issuer.platform().equals(platform))
            .filter(issuer -> address.map(issuer.issuer()::equals).orElse(true))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new ClientException.Usage(
          "the server takes no tokens of platform "
              + platform
              + address.map(text -> " from " + text).orElse(""),
          known.isEmpty() ? "who runs the server can add issuers" : "it takes those of " + list());
    }
    throw new ClientException.Usage(
        "the server takes tokens of several issuers of platform " + platform,
        "give --issuer: "
            + found.stream().map(TrustedIssuer::issuer).collect(Collectors.joining(", ")));
  }

  private String list() {
    return known.stream()
        .map(issuer -> issuer.platform() + " (" + issuer.issuer() + ")")
        .collect(Collectors.joining(", "));
  }

  /** Every one, as the server lists them. */
  public List<TrustedIssuer> all() {
    return known;
  }

  /** What kind of issuer each platform is. */
  public Map<String, String> kinds() {
    return known.stream()
        .collect(Collectors.toMap(TrustedIssuer::platform, TrustedIssuer::kind, (one, two) -> one));
  }

  /** What tokens of {@code issuer} tell; nothing where the server speaks of an unknown kind. */
  public static Set<Dimension> dimensions(TrustedIssuer issuer) {
    try {
      return Platforms.of(Objects.requireNonNull(issuer.kind())).dimensions();
    } catch (Malformed e) {
      return Set.of();
    }
  }
}
