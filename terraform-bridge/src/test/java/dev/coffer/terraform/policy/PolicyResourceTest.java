package dev.coffer.terraform.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Policies.Name;
import dev.coffer.terraform.declaration.Policies.Policy;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostic;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.InMemory;
import dev.coffer.terraform.kit.Rows;
import dev.coffer.terraform.plan.PlannedChange;
import dev.coffer.terraform.resource.Change;
import dev.coffer.terraform.resource.Prospect;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.schema.Attribute.Trait;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PolicyResourceTest {
  private static final Name NAME = new Name(VaultPlace.parse("acme/web"), "deploy");

  private final InMemory coffer = new InMemory();
  private final PolicyResource resource = new PolicyResource();
  private final Schema schema = resource.schema(Settings.NONE);
  private Diagnostics out = new Diagnostics();

  private static final Map<String, Object> DECLARED =
      Map.of(
          "organization", "acme",
          "vault", "web",
          "name", "deploy",
          "platform", "github",
          "repository", "acme/shop",
          "repository_id", "777001",
          "branches", List.of("main"),
          "workflows", List.of(".github/workflows/deploy.yml"),
          "events", List.of("push"),
          "environments", List.of("staging", "default"));

  private Row config(Map<String, Object> other) {
    Map<String, Object> all = new TreeMap<>(DECLARED);
    all.putAll(other);
    return new Row((Value.Fields) schema.canonical(Rows.of(all).fields()));
  }

  /** What Terraform makes of state and configuration, planned and foreseen. */
  private Row planned(Optional<Row> prior, Row config) {
    out = new Diagnostics();
    Value.Fields proposed = config.fields();
    for (var attribute : schema.attributes()) {
      boolean kept = config.value(attribute.name()).isNull() && prior.isPresent();
      if (kept && attribute.is(Trait.COMPUTED)) {
        proposed = proposed.with(attribute.name(), prior.get().value(attribute.name()));
      }
    }
    Value before = prior.<Value>map(Row::fields).orElse(Value.Absent.NULL);
    Value planned = PlannedChange.of(schema, before, proposed, config.fields()).planned();
    return resource.foresee(
        new Prospect(coffer, prior, new Row((Value.Fields) planned), config, out));
  }

  private Row created(Map<String, Object> other) {
    Row config = config(other);
    Row planned = planned(Optional.empty(), config);
    return canonical(resource.create(new Change(coffer, Optional.empty(), planned, config, out)));
  }

  private Row canonical(Row row) {
    return new Row((Value.Fields) schema.canonical(row.fields()));
  }

  private List<String> told() {
    return out.all().stream()
        .map(one -> one.severity() + " " + path(one) + " " + one.summary())
        .toList();
  }

  private static String path(Diagnostic one) {
    return one.path().steps().isEmpty()
        ? "-"
        : ((AttributePath.Name) one.path().steps().get(0)).name();
  }

  @Test
  void create_makesWhatWasPlanned_andReadGivesItBack() {
    Row config = config(Map.of("tags", List.of(), "expires", "2027-01-31T13:00:00+01:00"));
    Row planned = planned(Optional.empty(), config);
    assertThat(planned.text("policy_id")).isPresent();
    assertThat(planned.text("issuer")).hasValue("https://token.actions.githubusercontent.com");
    assertThat(planned.text("text").orElseThrow()).contains("repository acme/shop\n");
    Row state =
        canonical(resource.create(new Change(coffer, Optional.empty(), planned, config, out)));
    assertThat(state.with("id", Value.Absent.UNKNOWN)).isEqualTo(planned);
    assertThat(state.text("id")).hasValue("acme/web/deploy");
    assertThat(resource.read(coffer, state, out).map(this::canonical)).hasValue(state);
    assertThat(planned(Optional.of(state), config)).isEqualTo(state);
    assertThat(coffer.policies.standing).containsOnlyKeys("acme/web/deploy");
  }

  @Test
  void thePlan_saysHowManyKeysBecomeReadableByWhom_once() {
    coffer.policies.keys = new TreeMap<>(Map.of("default", 1, "staging", 4));
    Row state = created(Map.of());
    String line =
        "WARNING environments 5 keys of acme/web become readable by github runs of acme/shop";
    assertThat(told()).containsExactly(line);
    planned(Optional.of(state), config(Map.of()));
    assertThat(told()).isEmpty();
    planned(Optional.of(state), config(Map.of("environments", List.of("default"))));
    assertThat(told()).as("less than before").isEmpty();
    coffer.policies.keys.put("production", 1);
    planned(
        Optional.of(state),
        config(Map.of("environments", List.of("default", "staging", "production"))));
    assertThat(told())
        .containsExactly(
            "WARNING environments 1 key of acme/web becomes readable by github runs of acme/shop");
    planned(Optional.of(state), config(Map.of("branches", List.of("release"))));
    assertThat(told()).as("other runs").containsExactly(line);
  }

  @Test
  void whereThereIsNoVaultYet_nothingIsCounted() {
    coffer.policies.keys = null;
    planned(Optional.empty(), config(Map.of()));
    assertThat(told()).isEmpty();
  }

  @Test
  void theLint_isToldAtItsAttribute() {
    coffer.policies.keys = null;
    Row config =
        config(
            Map.of(
                "branches", List.of("**"),
                "events", List.of("push", "issues"),
                "workflows", List.of("acme/ci/.github/workflows/deploy.yml@refs/heads/main"),
                "allow_forks", true,
                "plain_answers", true));
    planned(Optional.empty(), config.with("repository_id", Value.Absent.NULL));
    assertThat(told())
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .containsExactlyInAnyOrder(
            "WARNING branches wildcard_covers_everything",
            "WARNING branches unprotected_refs",
            "WARNING repository_id ids_not_pinned",
            "WARNING events event_of_outsiders",
            "WARNING allow_forks forks_allowed",
            "WARNING workflows workflow_not_pinned",
            "WARNING plain_answers plain_answers");
  }

  @Test
  void whatIsNotKnownYet_isNotForeseen() {
    for (String name : List.of("environments", "issuer", "organization", "expires", "vault")) {
      Row config = config(Map.of()).with(name, Value.Absent.UNKNOWN);
      Row planned = planned(Optional.empty(), config);
      assertThat(planned.value("text")).as(name).isEqualTo(Value.Absent.UNKNOWN);
      assertThat(planned.value(name)).isEqualTo(Value.Absent.UNKNOWN);
      assertThat(told()).isEmpty();
    }
  }

  @Test
  void anotherName_isAnotherPolicy() {
    Row state = created(Map.of());
    Row config = config(Map.of("name", "release"));
    PlannedChange change =
        PlannedChange.of(schema, state.fields(), config.fields(), config.fields());
    assertThat(change.replacing()).containsExactly(AttributePath.of("name"));
    planned(Optional.of(state), config);
    assertThat(told()).as("told by the plan of the new one").isEmpty();
  }

  @Test
  void aPolicyThatIsThere_isNotOverwritten_butSameRulesAre() {
    Row state = created(Map.of());
    assertThat(created(Map.of())).isEqualTo(state);
    Policy before = coffer.policies.standing.get("acme/web/deploy");
    assertThatThrownBy(() -> created(Map.of("branches", List.of("release"))))
        .isInstanceOf(Declined.class)
        .hasMessageContaining("acme/web/deploy")
        .extracting(e -> ((Declined) e).advice())
        .asString()
        .contains("terraform import");
    assertThat(coffer.policies.standing).containsEntry("acme/web/deploy", before);
  }

  @Test
  void whatTheServerRefuses_leavesThePolicyAsItWas() {
    Row state = created(Map.of());
    Policy before = coffer.policies.standing.get("acme/web/deploy");
    coffer.policies.refusal = new Declined(Declined.Reason.REFUSED, "you may not", "");
    Row config = config(Map.of("branches", List.of("release")));
    Row planned = planned(Optional.of(state), config);
    assertThatThrownBy(
            () -> resource.update(new Change(coffer, Optional.of(state), planned, config, out)))
        .isInstanceOf(Declined.class);
    assertThat(coffer.policies.standing).containsEntry("acme/web/deploy", before);
  }

  @Test
  void whatWasChangedElsewhere_isDrift() {
    Row state = created(Map.of());
    Row other = config(Map.of("branches", List.of("evil"), "allow_forks", true));
    coffer.policies.put(NAME, PolicyRow.rules(other));
    Row seen = canonical(resource.read(coffer, state, out).orElseThrow());
    assertThat(seen.texts("branches")).hasValue(new TreeSet<>(List.of("evil")));
    assertThat(seen.truth("allow_forks")).hasValue(true);
    Row planned = planned(Optional.of(seen), config(Map.of()));
    assertThat(planned).isNotEqualTo(seen);
    assertThat(planned.value("text")).isEqualTo(state.value("text"));
    coffer.policies.remove(NAME);
    assertThat(resource.read(coffer, state, out)).isEmpty();
  }

  @Test
  void keysThatAreNotEscrowed_areAChange() {
    Row state = created(Map.of());
    Policy whole = coffer.policies.standing.get("acme/web/deploy");
    coffer.policies.standing.put(
        "acme/web/deploy",
        new Policy(
            whole.id(),
            whole.rules(),
            whole.text(),
            new TreeSet<>(List.of("default")),
            List.of("the server lists other rules for it than the chain has")));
    out = new Diagnostics();
    Row seen = canonical(resource.read(coffer, state, out).orElseThrow());
    assertThat(told())
        .containsExactly(
            "WARNING - acme/web/deploy: the server lists other rules for it than the chain has");
    Row planned = planned(Optional.of(seen), config(Map.of()));
    assertThat(planned).isEqualTo(state).isNotEqualTo(seen);
  }

  @Test
  void imported_isReadWhole_andDeleted() {
    Row state = created(Map.of());
    Row imported = resource.imported("acme/web/deploy");
    Row seen = canonical(resource.read(coffer, imported, out).orElseThrow());
    assertThat(seen).isEqualTo(state);
    resource.delete(coffer, seen, out);
    resource.delete(coffer, seen, out);
    assertThat(coffer.policies.standing).isEmpty();
  }
}
