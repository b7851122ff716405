package dev.coffer.server.escrow.lpm;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.lpm.LpmPolicy;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An {@code lpm} client's policy as one of ours, and back. What its form cannot say is closed: no
 * deployment environment, no run from who knows where. Answers are plain, for that client opens no
 * others.
 */
public final class LpmRules {
  private static final String REPOSITORY = "repo:";
  private static final Map<String, String> ISSUERS =
      Map.of(
          "github", "https://token.actions.githubusercontent.com",
          "gitlab", "https://gitlab.com");
  private static final int DIGITS = 32;

  private LpmRules() {}

  /**
   * Our form.
   *
   * @throws Malformed when a member is absent, or the provider or subject is of another kind
   */
  public static TrustPolicy policy(VaultId vault, LpmPolicy wire) {
    String issuer = wire.provider() == null ? null : ISSUERS.get(wire.provider());
    if (issuer == null) {
      throw new Malformed("provider is 'github' or 'gitlab'");
    }
    Origin origin =
        new Origin(
            wire.provider(),
            issuer,
            repository(wire.subject()),
            Optional.ofNullable(wire.repositoryId()),
            Optional.empty());
    Conditions conditions =
        new Conditions(
            list(wire.allowedBranches()).stream().map(Glob::new).toList(),
            List.of(),
            List.of(),
            list(wire.allowedWorkflows()),
            list(wire.allowedEvents()),
            Boolean.TRUE.equals(wire.allowForks()),
            false);
    return new TrustPolicy(
        id(vault, wire), vault, origin, conditions, release(wire.allowedEnvironments()));
  }

  private static Release release(List<String> environments) {
    if (list(environments).isEmpty()) {
      throw new Malformed("allowedEnvironments is empty: name the environments, --env=production");
    }
    return new Release(
        environments.stream().map(EnvironmentName::new).toList(),
        true,
        Optional.empty(),
        OptionalInt.empty());
  }

  private static String repository(String subject) {
    if (subject == null || !subject.startsWith(REPOSITORY)) {
      throw new Malformed("subject is 'repo:' and the repository's whole name");
    }
    return subject.substring(REPOSITORY.length());
  }

  /** The same for the same vault, provider and subject; with the marks of a random UUID. */
  private static PolicyId id(VaultId vault, LpmPolicy wire) {
    Digest digest =
        Digest.of("lpm policy\n" + vault + "\n" + wire.provider() + "\n" + wire.subject());
    char[] digits =
        HexFormat.of().formatHex(digest.value().toArray()).substring(0, DIGITS).toCharArray();
    digits[12] = '4';
    digits[16] = 'a';
    return new PolicyId(new String(digits));
  }

  /** The client's form of a policy that it has set. */
  static LpmPolicy wire(TrustPolicy policy) {
    return new LpmPolicy(
        uuid(policy.id()),
        null,
        policy.origin().platform(),
        REPOSITORY + policy.origin().repository(),
        policy.conditions().branches().stream().map(Glob::text).toList(),
        policy.release().environments().stream().map(EnvironmentName::value).toList(),
        policy.conditions().forks(),
        policy.conditions().workflows(),
        policy.conditions().events(),
        policy.origin().repositoryId().orElse(null));
  }

  /** The id in the form of a UUID. */
  public static String uuid(PolicyId id) {
    return id.value().replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }

  private static List<String> list(List<String> sent) {
    return sent == null ? List.of() : sent;
  }
}
