package dev.coffer.terraform.policy;

import dev.coffer.terraform.resource.PlaceAttributes;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.value.Value;
import java.util.List;

/** The attributes of a trust policy. */
final class PolicyAttributes {
  static final String ID = "id";
  static final String NAME = "name";
  static final String PLATFORM = "platform";
  static final String ISSUER = "issuer";
  static final String REPOSITORY = "repository";
  static final String REPOSITORY_ID = "repository_id";
  static final String OWNER_ID = "owner_id";
  static final String BRANCHES = "branches";
  static final String TAGS = "tags";
  static final String PROTECTED_REFS = "protected_refs";
  static final String DEPLOYMENTS = "deployments";
  static final String WORKFLOWS = "workflows";
  static final String EVENTS = "events";
  static final String FORKS = "allow_forks";
  static final String ENVIRONMENTS = "environments";
  static final String EXPIRES = "expires";
  static final String PULLS = "pulls_per_day";
  static final String PLAIN = "plain_answers";
  static final String POLICY_ID = "policy_id";
  static final String TEXT = "text";
  static final String ESCROWED = "escrowed";

  /** Those that together are the rules, but for the issuer, which the server can give. */
  static final List<String> RULES =
      List.of(
          PLATFORM,
          REPOSITORY,
          REPOSITORY_ID,
          OWNER_ID,
          BRANCHES,
          TAGS,
          PROTECTED_REFS,
          DEPLOYMENTS,
          WORKFLOWS,
          EVENTS,
          FORKS,
          ENVIRONMENTS,
          EXPIRES,
          PULLS,
          PLAIN);

  private static final Type TEXTS = new Type.SetOf(Type.Simple.TEXT);

  private PolicyAttributes() {}

  static Schema schema(Settings settings) {
    return new Schema(
        "Which runs of one repository may read which environments of a vault, without a stored"
            + " secret; docs/policies.md has the rules. Nothing listed permits nothing. The rules are"
            + " signed by this device, and the keys of exactly these environments are escrowed for"
            + " them.",
        List.of(
            Attribute.computed(ID, Type.Simple.TEXT, "`[ORGANIZATION/]VAULT/NAME`.").stable(),
            PlaceAttributes.vaultOwner(settings),
            PlaceAttributes.vault(),
            Attribute.required(
                    NAME,
                    Type.Simple.TEXT,
                    "What the policy is called within its vault. Or the 32 digits of one that was"
                        + " set without a name.")
                .replacing(),
            Attribute.required(
                PLATFORM,
                Type.Simple.TEXT,
                "`github`, `gitlab`, `circleci`, `buildkite`, `kubernetes`, or what else the server"
                    + " takes tokens of."),
            Attribute.optional(
                    ISSUER,
                    Type.Simple.TEXT,
                    "Who signs the tokens. Left out: the platform's only one that the server knows.")
                .orComputed(),
            Attribute.required(
                REPOSITORY, Type.Simple.TEXT, "The one repository, whole: no wildcards."),
            text(REPOSITORY_ID, "Its id, which nobody else ever gets. Left out: the first run's."),
            text(OWNER_ID, "The same of its owner."),
            texts(BRANCHES, "Patterns: `*` is anything but a slash, `**` anything."),
            texts(TAGS, "The same for tags."),
            flag(PROTECTED_REFS, "Whether the platform must say that branch or tag is protected."),
            texts(
                DEPLOYMENTS,
                "The platform's deployment environments. Nothing listed: only jobs without one."),
            texts(
                WORKFLOWS,
                "Every file that may define the run, such as `.github/workflows/deploy.yml`."),
            texts(EVENTS, "What may start the run, such as `push`."),
            flag(FORKS, "Whether the code may come from a fork, or from who knows where."),
            Attribute.required(ENVIRONMENTS, TEXTS, "The vault's environments that it may read."),
            text(EXPIRES, "When it ends, such as `2027-06-30T00:00:00Z`. Left out: never."),
            Attribute.optional(
                PULLS, Type.Simple.NUMBER, "So many pulls a day (UTC). Left out: any number."),
            flag(PLAIN, "Whether answers may be readable by whoever ends the TLS connection."),
            Attribute.computed(
                    POLICY_ID, Type.Simple.TEXT, "The policy's id, which a run can name.")
                .stable(),
            Attribute.computed(
                TEXT, Type.Simple.TEXT, "What is signed, for `coffer_oidc_verdict`."),
            Attribute.computed(
                ESCROWED, TEXTS, "The environments whose keys the server has for it.")));
  }

  private static Attribute text(String name, String description) {
    return Attribute.optional(name, Type.Simple.TEXT, description);
  }

  private static Attribute texts(String name, String description) {
    return Attribute.optional(name, TEXTS, description);
  }

  private static Attribute flag(String name, String description) {
    return Attribute.optional(name, Type.Simple.TRUTH, description).standing(Value.of(false));
  }
}
