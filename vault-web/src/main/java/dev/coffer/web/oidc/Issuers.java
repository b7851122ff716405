package dev.coffer.web.oidc;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.wire.workload.TrustedIssuer;
import dev.coffer.protocol.workload.TokenRules;
import dev.coffer.protocol.workload.platform.Platforms;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whose tokens the server takes, and for which audiences; as it was configured. */
@ApplicationScoped
public class Issuers {
  private static final String NONE = "none";
  private static final String GITHUB = "github";
  private static final String GITLAB = "gitlab";

  /** What {@code lpm} clients ask their platform for, whichever server they talk to. */
  private static final String LPM_AUDIENCE = "https://lpm.dev";

  @Inject
  @ConfigProperty(name = "coffer.oidc.audiences")
  private List<String> ownAudiences;

  @Inject
  @ConfigProperty(name = "coffer.lpm.escrow")
  private boolean lpm;

  @Inject
  @ConfigProperty(name = "coffer.oidc.github.issuers")
  private List<String> github;

  @Inject
  @ConfigProperty(name = "coffer.oidc.gitlab.issuers")
  private List<String> gitlab;

  @Inject
  @ConfigProperty(name = "coffer.oidc.issuers")
  private String others;

  private final Map<String, Issuer> known = new LinkedHashMap<>();

  @PostConstruct
  void read() {
    addAll(GITHUB, github);
    addAll(GITLAB, gitlab);
    if (!others.equals(NONE)) {
      for (String entry : others.strip().split("\\s+", -1)) {
        add(Issuer.parse(entry));
      }
    }
  }

  private void addAll(String kind, List<String> addresses) {
    addresses.stream()
        .filter(address -> !address.equals(NONE))
        .forEach(address -> add(new Issuer(kind, Platforms.of(kind), address)));
  }

  /** Of two meanings of one issuer nobody could tell which one counts. */
  private void add(Issuer issuer) {
    if (known.put(issuer.address(), issuer) != null) {
      throw new Malformed("an issuer is configured twice");
    }
  }

  /** The issuer with exactly this address. */
  Optional<Issuer> find(String address) {
    return Optional.ofNullable(known.get(address));
  }

  TokenRules rules() {
    Set<String> all = new LinkedHashSet<>(ownAudiences);
    if (lpm) {
      all.add(LPM_AUDIENCE);
    }
    return new TokenRules(all);
  }

  /** What tokens may be for. */
  public List<String> audiences() {
    return rules().audiences().stream().sorted().toList();
  }

  /** Whose tokens are taken. */
  public List<TrustedIssuer> list() {
    return known.values().stream()
        .map(issuer -> new TrustedIssuer(issuer.name(), issuer.kind().kind(), issuer.address()))
        .toList();
  }
}
