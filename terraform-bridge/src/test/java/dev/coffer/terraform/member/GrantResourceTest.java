package dev.coffer.terraform.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.terraform.declaration.Members.Member;
import dev.coffer.terraform.declaration.Members.Rights;
import dev.coffer.terraform.diagnostic.Diagnostic;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.InMemory;
import dev.coffer.terraform.kit.Rows;
import dev.coffer.terraform.resource.Change;
import dev.coffer.terraform.resource.Prospect;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A grant whose change was interrupted is no grant that is as declared. */
class GrantResourceTest {
  private static final String UNFINISHED = "unfinished";
  private static final Rights STAGING =
      new Rights("reader", Optional.of(new TreeMap<>(Map.of("staging", false))));

  private final InMemory coffer = new InMemory();
  private final GrantResource resource = new GrantResource();
  private final Diagnostics out = new Diagnostics();

  private Row read(String... unfinished) {
    coffer.members.put("bob", new Member("id-of-bob", "bob", STAGING, List.of(unfinished)));
    Row identity = Rows.of(Map.of("organization", "acme", "member", "bob"));
    return resource.read(coffer, identity, out).orElseThrow();
  }

  private Row planned(Row state) {
    return resource.foresee(new Prospect(coffer, Optional.of(state), state, state, out));
  }

  @Test
  void whatIsLeft_isAChangeToCome_andTheApplyDoesIt() {
    Row state = read("shop", "web");
    assertThat(state.texts(UNFINISHED).orElseThrow()).containsExactly("shop", "web");
    Row planned = planned(state);
    assertThat(planned).isNotEqualTo(state);
    assertThat(planned.value(UNFINISHED)).isEqualTo(Value.Absent.UNKNOWN);
    Row after = resource.update(new Change(coffer, Optional.of(state), planned, planned, out));
    assertThat(coffer.asked).containsExactly("grant bob");
    assertThat(after.texts(UNFINISHED).orElseThrow()).isEmpty();
    assertThat(after.with(UNFINISHED, Value.Absent.UNKNOWN)).isEqualTo(planned);
    assertThat(out.all()).isEmpty();
  }

  /** No promise of the plan is broken by it, and the next one shows it again. */
  @Test
  void whatIsLeftEvenThen_isTold_andAChangeToComeAgain() {
    Row state = read("shop", "web");
    coffer.unfinished.add("web");
    Row planned = planned(state);
    Row after = resource.update(new Change(coffer, Optional.of(state), planned, planned, out));
    assertThat(after.texts(UNFINISHED).orElseThrow()).containsExactly("web");
    assertThat(after.with(UNFINISHED, Value.Absent.UNKNOWN)).isEqualTo(planned);
    assertThat(out.hasErrors()).isFalse();
    assertThat(out.all())
        .extracting(Diagnostic::detail)
        .singleElement()
        .asString()
        .contains("web", "next apply");
    assertThat(planned(after)).isNotEqualTo(after);
  }

  @Test
  void whereNothingIsLeft_nothingIsToCome() {
    Row state = read();
    assertThat(planned(state)).isEqualTo(state);
    assertThat(coffer.asked).isEmpty();
  }
}
