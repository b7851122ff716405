package dev.coffer.terraform.policy;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Verdicts.Measure;
import dev.coffer.terraform.declaration.Verdicts.Refusal;
import dev.coffer.terraform.declaration.Verdicts.Run;
import dev.coffer.terraform.declaration.Verdicts.Verdict;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.DataSource;
import dev.coffer.terraform.resource.PlaceAttributes;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.value.Value;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code coffer_oidc_verdict}: whether a run with these claims may read an environment, or why not.
 */
public final class VerdictSource implements DataSource {
  private static final String CLAIMS = "claims";
  private static final String POLICIES = "policies";
  private static final String POLICY = "policy";
  private static final String AUDIENCES = "audiences";
  private static final String KINDS = "kinds";
  private static final String TIME = "time";
  private static final String ALLOWED = "allowed";
  private static final String POLICY_ID = "policy_id";
  private static final String CODE = "code";
  private static final String DETAIL = "detail";
  private static final String HINT = "hint";
  private static final String TOKEN_CODE = "token_code";
  private static final String TOKEN_DETAIL = "token_detail";
  private static final String COFFER = "coffer";

  private final Clock clock;

  public VerdictSource(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "oidc_verdict";
  }

  @Override
  public Schema schema(Settings settings) {
    List<Attribute> attributes = new ArrayList<>(asking(settings));
    attributes.addAll(answering());
    return new Schema(
        "Whether a CI run whose token has these claims may read an environment, by the check that"
            + " the server makes (`coffer oidc test`). With `policies` no server is asked. Of a"
            + " token's signature it says nothing, nor whether it was used before.",
        attributes);
  }

  private static List<Attribute> asking(Settings settings) {
    return List.of(
        Attribute.required(CLAIMS, Type.Simple.TEXT, "The claims, by `jsonencode`."),
        Attribute.optional(
            POLICIES,
            new Type.ListOf(Type.Simple.TEXT),
            "The `text` of each policy to judge by. Left out: those of the vault, as they stand."),
        PlaceAttributes.vaultOwner(settings),
        Attribute.optional(
            PlaceAttributes.VAULT, Type.Simple.TEXT, "The vault whose policies are meant."),
        Attribute.optional(
                PlaceAttributes.ENVIRONMENT,
                Type.Simple.TEXT,
                "What the run would read. Left out: `default`.")
            .standing(Value.of(EnvironmentName.DEFAULT.value())),
        Attribute.optional(POLICY, Type.Simple.TEXT, "The id of the policy that the run names."),
        Attribute.optional(
                AUDIENCES,
                new Type.SetOf(Type.Simple.TEXT),
                "Whom tokens are for. Left out: `coffer`.")
            .standing(new Value.Items(List.of(Value.of(COFFER)))),
        Attribute.optional(
            KINDS,
            new Type.MapOf(Type.Simple.TEXT),
            "What kind of issuer a platform is that is not called like its kind."),
        Attribute.optional(
            TIME, Type.Simple.TEXT, "When, such as `2027-01-31T12:00:00Z`. Left out: now."));
  }

  private static List<Attribute> answering() {
    return List.of(
        Attribute.computed(ALLOWED, Type.Simple.TRUTH, "Whether the policies let it read."),
        computed(POLICY_ID, "The policy that lets it, or that it came closest to."),
        computed(CODE, "Why not: the code of docs/problems."),
        computed(DETAIL, "The same in a sentence."),
        computed(HINT, "What to do."),
        computed(
            TOKEN_CODE, "Why the token itself would not be taken at that time, if it would not."),
        computed(TOKEN_DETAIL, "The same in a sentence."));
  }

  private static Attribute computed(String name, String description) {
    return Attribute.computed(name, Type.Simple.TEXT, description);
  }

  @Override
  public void validate(Row config, Diagnostics out) {
    PlaceAttributes.validatePlace(config, out);
    PlaceAttributes.validateEnvironment(config, out);
    config.text(POLICY).ifPresent(id -> PlaceAttributes.check(POLICY, out, () -> new PolicyId(id)));
    config
        .text(TIME)
        .filter(text -> PolicyRow.time(text).isEmpty())
        .ifPresent(
            text -> out.error(AttributePath.of(TIME), "this is no time", "2027-01-31T12:00:00Z"));
    if (config.value(POLICIES).isNull() && config.value(PlaceAttributes.VAULT).isNull()) {
      out.error(
          AttributePath.of(POLICIES),
          "by which policies?",
          "give texts of coffer_oidc_policy, or vault for the policies that stand");
    }
  }

  @Override
  public Row read(Declarations declarations, Row config, Settings settings, Diagnostics out) {
    Row asked = asked(config, settings);
    List<String> policies =
        asked
            .texts(POLICIES)
            .map(List::copyOf)
            .orElseGet(() -> declarations.verdicts().standing(PlaceAttributes.place(asked)));
    Set<String> audiences = asked.texts(AUDIENCES).orElseGet(TreeSet::new);
    Instant time = asked.text(TIME).flatMap(PolicyRow::time).orElseGet(clock::instant);
    Run run =
        new Run(
            asked.required(CLAIMS),
            asked.required(PlaceAttributes.ENVIRONMENT),
            asked.text(POLICY));
    Verdict verdict =
        declarations.verdicts().judge(run, new Measure(policies, audiences, kinds(asked), time));
    return answered(asked, verdict);
  }

  private static Map<String, String> kinds(Row asked) {
    Map<String, String> kinds = new TreeMap<>();
    if (asked.value(KINDS) instanceof Value.Fields fields) {
      Row named = new Row(fields);
      fields
          .values()
          .keySet()
          .forEach(name -> named.text(name).ifPresent(kind -> kinds.put(name, kind)));
    }
    return kinds;
  }

  private static Row answered(Row asked, Verdict verdict) {
    Optional<Refusal> no = verdict.refusal();
    return asked
        .with(ALLOWED, Value.of(no.isEmpty()))
        .with(POLICY_ID, verdict.policy())
        .with(CODE, no.map(Refusal::code))
        .with(DETAIL, no.map(Refusal::detail))
        .with(HINT, no.map(Refusal::hint))
        .with(TOKEN_CODE, verdict.token().map(Refusal::code))
        .with(TOKEN_DETAIL, verdict.token().map(Refusal::detail));
  }
}
