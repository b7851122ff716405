package dev.coffer.client.policy;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Policies that differ in what a test is about. */
public final class SamplePolicies {
  public static final String ISSUER = "https://token.actions.githubusercontent.com";
  public static final Conditions CONDITIONS =
      new Conditions(
          List.of(new Glob("main")),
          List.of(),
          List.of(),
          List.of(".github/workflows/deploy.yml"),
          List.of("push"),
          false,
          false);

  private SamplePolicies() {}

  public static PolicyId id(int number) {
    return new PolicyId(String.format(Locale.ROOT, "%032x", number));
  }

  /** Pushes to main of acme/shop may read these environments. */
  public static TrustPolicy of(int number, VaultId vault, String... environments) {
    return new TrustPolicy(
        id(number),
        vault,
        new Origin("github", ISSUER, "acme/shop", Optional.empty(), Optional.empty()),
        CONDITIONS,
        new Release(
            Stream.of(environments).map(EnvironmentName::new).toList(),
            false,
            Optional.empty(),
            OptionalInt.empty()));
  }
}
