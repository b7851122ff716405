package dev.coffer.terraform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.InMemory;
import dev.coffer.terraform.kit.Rows;
import dev.coffer.terraform.resource.Change;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.value.Value;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretResourceTest {
  private static final String NAME = "acme/web/default/KEY";

  private final InMemory coffer = new InMemory();
  private final SecretResource resource = new SecretResource();
  private final Diagnostics out = new Diagnostics();

  private static final Row PLANNED =
      Rows.of(
          Map.of(
              "organization", "acme",
              "vault", "web",
              "environment", "default",
              "key", "KEY",
              "value_wo_version", "1"));

  private Row created() {
    Row config = PLANNED.with("value_wo", "hunter2");
    return resource.create(new Change(coffer, Optional.empty(), PLANNED, config, out));
  }

  @Test
  void theValue_goesIn_andIsNotInTheState() {
    Row state = created();
    assertThat(coffer.secrets).containsEntry(NAME, "hunter2");
    assertThat(Rows.plain(state).toString()).doesNotContain("hunter2").contains("commitment");
    assertThat(state.value("value_wo").isNull()).isTrue();
  }

  @Test
  void aVariableThatIsThere_isNotOverwritten() {
    coffer.secrets.put(NAME, "theirs");
    assertThatThrownBy(this::created).isInstanceOf(Declined.class).hasMessageContaining(NAME);
    assertThat(coffer.secrets).containsEntry(NAME, "theirs");
  }

  @Test
  void aVariableThatHasTheValueAlready_isTheDeclaredOne() {
    coffer.secrets.put(NAME, "hunter2");
    assertThat(created()).isEqualTo(created());
    assertThat(coffer.secrets).containsOnlyKeys(NAME);
  }

  @Test
  void read_ofTheSameValue_isTheState() {
    Row state = created();
    coffer.secrets.put("acme/web/default/OTHER", "x");
    assertThat(resource.read(coffer, state, out)).hasValue(state);
  }

  @Test
  void read_ofAnotherValue_leavesNoVersion_soThatThePlanSetsItAgain() {
    Row state = created();
    coffer.secrets.put(NAME, "changed");
    Row now = resource.read(coffer, state, out).orElseThrow();
    assertThat(now.value("value_wo_version")).isEqualTo(Value.Absent.NULL);
    assertThat(now.value("commitment")).isNotEqualTo(state.value("commitment"));
    coffer.secrets.clear();
    assertThat(resource.read(coffer, now, out)).isEmpty();
  }

  @Test
  void ephemeral_givesTheWholeEnvironment() {
    created();
    Row opened =
        new SecretsEphemeral()
            .open(coffer, Rows.of(Map.of("vault", "web")), new Settings(Value.of("acme")), out);
    assertThat(Rows.plain(opened))
        .containsEntry("environment", "default")
        .containsEntry("values", Map.of("KEY", "hunter2"));
  }

  @Test
  void ephemeral_takesTheIdOfAVault_andNoOtherPath() {
    created();
    SecretsEphemeral ephemeral = new SecretsEphemeral();
    Row named = Rows.of(Map.of("vault", "acme/web"));
    ephemeral.validate(named, out);
    assertThat(out.hasErrors()).isFalse();
    assertThat(Rows.plain(ephemeral.open(coffer, named, Settings.NONE, out)))
        .containsEntry("values", Map.of("KEY", "hunter2"));
    ephemeral.validate(Rows.of(Map.of("vault", "acme/web/x")), out);
    assertThat(out.hasErrors()).isTrue();
  }
}
