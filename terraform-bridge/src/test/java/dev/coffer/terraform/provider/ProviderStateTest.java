package dev.coffer.terraform.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostic;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.InMemory;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.value.Value;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProviderStateTest {
  private final AtomicInteger connected = new AtomicInteger();
  private final ProviderState state =
      new ProviderState(
          block -> {
            connected.incrementAndGet();
            return new InMemory();
          });

  @Test
  void unconfigured_refuses() {
    assertThatThrownBy(state::declarations)
        .isInstanceOf(Declined.class)
        .hasMessageContaining("not configured");
  }

  @Test
  void settingsThatAreNotKnownYet_stopOnlyWhatNeedsThem() {
    state.configure(Row.EMPTY.with("server", Value.Absent.UNKNOWN).with("organization", "acme"));
    assertThat(state.settings().organisation()).isEqualTo(Value.of("acme"));
    assertThat(connected).hasValue(0);
    assertThatThrownBy(state::declarations)
        .isInstanceOf(Declined.class)
        .hasMessageContaining("not known");
  }

  @Test
  void anOrganisationThatIsNotKnownYet_stopsNothing() {
    state.configure(Row.EMPTY.with("organization", Value.Absent.UNKNOWN));
    assertThat(state.declarations()).isNotNull();
    assertThat(state.settings().organisation()).isEqualTo(Value.Absent.UNKNOWN);
  }

  @Test
  void aServerThatIsNoAddress_isToldWhereItStands() {
    Diagnostics out = new Diagnostics();
    state.validate(Row.EMPTY.with("server", "vault.example.com"), out);
    assertThat(out.all()).extracting(Diagnostic::path).containsExactly(AttributePath.of("server"));
    Diagnostics fine = new Diagnostics();
    state.validate(Row.EMPTY.with("server", "https://vault.example.com:8443"), fine);
    state.validate(Row.EMPTY.with("server", Value.Absent.UNKNOWN), fine);
    assertThat(fine.all()).isEmpty();
  }
}
