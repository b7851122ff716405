package dev.coffer.terraform.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostic;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.InMemory;
import dev.coffer.terraform.kit.Rows;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OidcBlockTest {
  private static final String ID = "0b1f1f2e-4c1d-4f5a-9d7b-3f2f6f0c1a2b";
  private static final List<String> OF_AN_ACCOUNT = List.of("profile", "home", "token_file");

  private static List<Diagnostic> told(Row block) {
    Diagnostics out = new Diagnostics();
    ProviderBlock.validate(block, out);
    return out.all();
  }

  private static List<AttributePath> wrong(Map<String, Object> block) {
    return told(Rows.of(block)).stream().map(Diagnostic::path).toList();
  }

  @Test
  void anIdentity_actsOnlyWhenItIsSaid() {
    assertThat(ProviderBlock.of(Row.EMPTY).oidc()).isEmpty();
    assertThat(ProviderBlock.of(Rows.of(Map.of("oidc", false, "oidc_owner", ID))).oidc()).isEmpty();
    OidcBlock block =
        ProviderBlock.of(Rows.of(Map.of("oidc", true, "oidc_owner", ID))).oidc().orElseThrow();
    assertThat(block.owner()).hasValue(ID);
    assertThat(block.tokenVariable()).isEmpty();
  }

  @Test
  void whatIsAboutAnAccount_isToldWhereItStands() {
    for (String name : OF_AN_ACCOUNT) {
      assertThat(wrong(Map.of("oidc", true, name, "x"))).containsExactly(AttributePath.of(name));
      assertThat(wrong(Map.of("oidc", false, name, "x"))).isEmpty();
      assertThat(wrong(Map.of(name, "x"))).isEmpty();
    }
    assertThat(wrong(Map.of("oidc", true, "bridge", "http://127.0.0.1:8484")))
        .containsExactly(AttributePath.of("bridge"));
    assertThat(wrong(Map.of("oidc", true, "organization", "acme")))
        .containsExactly(AttributePath.of("organization"));
    assertThat(wrong(Map.of("oidc", true, "organization", ID))).isEmpty();
    assertThat(wrong(Map.of("organization", "acme"))).isEmpty();
  }

  @Test
  void whatIsAboutAJob_isNotTakenInSilence() {
    Map<String, Object> each =
        Map.of(
            "oidc_owner",
            ID,
            "oidc_policy",
            "0".repeat(32),
            "oidc_audience",
            "coffer",
            "oidc_token_variable",
            "PLAN_TOKEN");
    each.forEach(
        (name, value) -> {
          assertThat(wrong(Map.of(name, value))).containsExactly(AttributePath.of(name));
          assertThat(wrong(Map.of(name, value, "oidc", false))).isEmpty();
          assertThat(wrong(Map.of(name, value, "oidc", true))).isEmpty();
          Row unknown = Row.EMPTY.with(name, Value.Absent.UNKNOWN);
          assertThat(told(unknown)).extracting(Diagnostic::path).hasSize(1);
        });
  }

  @Test
  void forms_areToldWhereTheyStand_andATokenIsNotRepeated() {
    String token = "eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl";
    Map<String, Object> block =
        Map.of(
            "oidc",
            true,
            "oidc_owner",
            "acme",
            "oidc_policy",
            "deploy",
            "oidc_token_variable",
            token);
    assertThat(wrong(block))
        .containsExactly(
            AttributePath.of("oidc_owner"), AttributePath.of("oidc_policy"), AttributePath.ROOT);
    assertThat(told(Rows.of(block)).toString()).doesNotContain(token);
  }

  @Test
  void whatIsNotKnownYet_isNotJudged_andStopsOnlyWhatNeedsIt() {
    Row unknown = Row.EMPTY.with("oidc", Value.Absent.UNKNOWN);
    for (String name : OF_AN_ACCOUNT) {
      assertThat(told(unknown.with(name, "x"))).isEmpty();
      assertThat(told(Rows.of(Map.of("oidc", true)).with(name, Value.Absent.UNKNOWN))).isEmpty();
    }
    assertThat(told(unknown.with("oidc_owner", ID))).isEmpty();
    assertThat(told(Rows.of(Map.of("oidc", true)).with("oidc_owner", Value.Absent.UNKNOWN)))
        .isEmpty();
    List<ProviderBlock> connected = new ArrayList<>();
    ProviderState state =
        new ProviderState(
            block -> {
              connected.add(block);
              return new InMemory();
            });
    state.configure(unknown);
    assertThat(state.reachable()).isEmpty();
    state.configure(Rows.of(Map.of("oidc", true)));
    assertThat(connected).hasSize(1);
    assertThat(connected.get(0).oidc()).isPresent();
  }
}
