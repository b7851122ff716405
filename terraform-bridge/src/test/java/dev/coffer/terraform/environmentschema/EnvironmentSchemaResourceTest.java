package dev.coffer.terraform.environmentschema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.InMemory;
import dev.coffer.terraform.kit.Rows;
import dev.coffer.terraform.resource.Change;
import dev.coffer.terraform.resource.Row;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvironmentSchemaResourceTest {
  private static final VaultPlace WEB = VaultPlace.parse("acme/web");

  private final InMemory coffer = new InMemory();
  private final EnvironmentSchemaResource resource = new EnvironmentSchemaResource();

  @BeforeEach
  void aVault() {
    coffer.create(WEB, Optional.empty());
  }

  private Row created(Row planned) {
    return resource.create(
        new Change(coffer, Optional.empty(), planned, planned, new Diagnostics()));
  }

  private static Row rules(String format) {
    return Rows.of(
        Map.of(
            "organization", "acme",
            "vault", "web",
            "vars", Map.of("PORT", Map.of("required", true, "format", format))));
  }

  @Test
  void rulesThatAreThereAlready_areTheDeclaredOnes_andMakeNoVersion() {
    Row state = created(rules("port"));
    assertThat(coffer.vaults.get(WEB).version()).isEqualTo(2);
    assertThat(created(state)).isEqualTo(state);
    assertThat(coffer.vaults.get(WEB).version()).isEqualTo(2);
  }

  @Test
  void otherRules_areNotOverwritten() {
    created(rules("port"));
    Row other = rules("integer");
    assertThatThrownBy(() -> created(other))
        .isInstanceOf(Declined.class)
        .hasMessageContaining("already");
    assertThat(coffer.vaults.get(WEB).version()).isEqualTo(2);
  }
}
