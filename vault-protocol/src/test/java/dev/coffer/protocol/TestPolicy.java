package dev.coffer.protocol;

import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Trust policies for tests, each with the id that a number makes. */
public final class TestPolicy {
  public static final VaultId VAULT = new VaultId("vault-1");

  private TestPolicy() {}

  public static PolicyId id(int number) {
    return new PolicyId(String.format(Locale.ROOT, "%032x", number));
  }

  public static Origin origin() {
    return new Origin(
        "github",
        "https://token.actions.githubusercontent.com",
        "octo/app",
        Optional.empty(),
        Optional.empty());
  }

  /** Pushes to main by one workflow, for {@code environments}. */
  public static TrustPolicy of(int number, VaultId vault, String... environments) {
    return new TrustPolicy(
        id(number),
        vault,
        origin(),
        new Conditions(
            List.of(new Glob("main")),
            List.of(),
            List.of(),
            List.of(".github/workflows/deploy.yml"),
            List.of("push"),
            false,
            false),
        new Release(
            Stream.of(environments).map(EnvironmentName::new).toList(),
            false,
            Optional.empty(),
            OptionalInt.empty()));
  }

  /** One that uses every field. */
  public static TrustPolicy full(int number) {
    return new TrustPolicy(
        id(number),
        VAULT,
        new Origin(
            "gitlab",
            "https://gitlab.example.com",
            "group/sub group/app",
            Optional.of("4711"),
            Optional.of("42")),
        new Conditions(
            List.of(new Glob("release/*"), new Glob("main")),
            List.of(new Glob("v?.*")),
            List.of("production:eastus", "staging"),
            List.of(".gitlab-ci.yml"),
            List.of("push", "web"),
            true,
            true),
        new Release(
            List.of(new EnvironmentName("staging"), new EnvironmentName("production")),
            true,
            Optional.of(Instant.parse("2027-01-31T23:59:59Z")),
            OptionalInt.of(50)));
  }
}
