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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderStateTest {
  private static final String LONGEST = "/" + "x".repeat(99);

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
  void aBridge_isNamedByItsLoopbackAddress_andSettlesWhoActs() {
    Diagnostics fine = new Diagnostics();
    state.validate(
        Row.EMPTY.with("bridge", "http://127.0.0.1:8484").with("bridge_token_file", "t"), fine);
    state.validate(Row.EMPTY.with("bridge", "http://[::1]:8484"), fine);
    state.validate(Row.EMPTY.with("bridge", "unix:/run/user/1000/a bridge.sock"), fine);
    state.validate(Row.EMPTY.with("bridge", "unix:" + LONGEST), fine);
    state.validate(Row.EMPTY.with("bridge", Value.Absent.UNKNOWN), fine);
    assertThat(fine.all()).isEmpty();

    for (String elsewhere :
        List.of("http://192.0.2.7:8484", "https://127.0.0.1:8484", "127.0.0.1:1", "UNIX:/b")) {
      assertThat(wrong(Row.EMPTY.with("bridge", elsewhere)))
          .containsExactly(AttributePath.of("bridge"));
    }
    Row bridge = Row.EMPTY.with("bridge", "http://localhost:8484");
    for (String settled : List.of("server", "profile", "home", "token_file", "ca_file")) {
      assertThat(wrong(bridge.with(settled, "https://x")))
          .containsExactly(AttributePath.of(settled));
    }
    assertThat(wrong(Row.EMPTY.with("bridge_token_file", "t")))
        .containsExactly(AttributePath.of("bridge_token_file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"home", "token_file", "ca_file", "bridge_token_file"})
  void aPathBelowTheTilde_isRefused_andToldHowToWriteIt(String name) {
    Row block = name.startsWith("bridge") ? Row.EMPTY.with("bridge", "unix:/b") : Row.EMPTY;
    assertThat(told(block.with(name, "~/x")))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path()).isEqualTo(AttributePath.of(name));
              assertThat(one.toString()).contains(name + " = pathexpand(");
            });
    assertThat(told(block.with(name, "/home/ada/~/x"))).isEmpty();
  }

  private List<AttributePath> wrong(Row block) {
    return told(block).stream().map(Diagnostic::path).toList();
  }

  private List<Diagnostic> told(Row block) {
    Diagnostics out = new Diagnostics();
    state.validate(block, out);
    return out.all();
  }

  @ParameterizedTest
  @CsvSource({
    "unix:, not an absolute path, 'coffer bridge --listen unix:PATH'",
    "unix:bridge.sock, not an absolute path, abspath",
    "unix:./bridge.sock, not an absolute path, abspath",
    "unix:~/bridge.sock, Terraform leaves ~ as it is, pathexpand",
    "unix:~, Terraform leaves ~ as it is, pathexpand",
    "unix:/LONG, at most 100 bytes, shorter",
    "unix:/WIDE, at most 100 bytes, shorter",
    "unix:/NONE, not an absolute path, abspath"
  })
  void aBridgesSocket_isNamedByItsAbsolutePath(String address, String what, String advice) {
    String meant =
        address
            .replace("/LONG", LONGEST + "x")
            .replace("/WIDE", "/" + "\u00e9".repeat(50))
            .replace("/NONE", "/\u0000");
    assertThat(told(Row.EMPTY.with("bridge", meant)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path()).isEqualTo(AttributePath.of("bridge"));
              assertThat(one.toString()).contains(what, advice);
            });
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
