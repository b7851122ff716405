package dev.coffer.terraform.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.terraform.declaration.Organisations.Organisation;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.InMemory;
import dev.coffer.terraform.kit.Rows;
import dev.coffer.terraform.resource.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrganisationResourceTest {
  private final InMemory coffer = new InMemory();
  private final OrganisationResource resource = new OrganisationResource();

  private Diagnostics read(String... unfinished) {
    coffer.organisations.put(
        "acme", new Organisation("id", "acme", "AAAA BBBB", "owner", List.of(unfinished)));
    Diagnostics out = new Diagnostics();
    Row state = Rows.of(Map.of("name", "acme"));
    assertThat(resource.read(coffer, state, out).orElseThrow().text("id")).hasValue("id");
    return out;
  }

  /** The state may be lost in which a plan would show it. */
  @Test
  void read_namesTheVaultsThatWaitForNewKeys_andTheCommands() {
    assertThat(read("shop", "web").all())
        .singleElement()
        .satisfies(
            warning ->
                assertThat(warning.summary() + warning.detail())
                    .contains("acme", "shop, web", "coffer org remove", "coffer org role"));
    assertThat(read().all()).isEmpty();
  }
}
