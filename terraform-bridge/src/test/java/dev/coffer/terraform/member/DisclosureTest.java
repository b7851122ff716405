package dev.coffer.terraform.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.terraform.declaration.Members.Member;
import dev.coffer.terraform.declaration.Members.Rights;
import dev.coffer.terraform.diagnostic.Diagnostic;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.InMemory;
import dev.coffer.terraform.kit.Rows;
import dev.coffer.terraform.resource.ManagedResource;
import dev.coffer.terraform.resource.Prospect;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan says how many keys a grant or an invitation makes readable, by whom. */
class DisclosureTest {
  private static final Map<String, Object> SOME = Map.of("staging", "write");

  private final InMemory coffer = new InMemory();

  @BeforeEach
  void vaults() {
    coffer.readable.putAll(Map.of("web/default", 12, "web/staging", 3, "shop/staging", 1));
  }

  private static Row rights(Map<String, Object> environments) {
    Map<String, Object> row = new TreeMap<>();
    row.putAll(Map.of("organization", "acme", "member", "bob", "role", "developer"));
    row.put("environments", environments);
    row.put("link_file", "link");
    return Rows.of(row);
  }

  private List<String> told(ManagedResource resource, Optional<Row> prior, Row planned) {
    Diagnostics out = new Diagnostics();
    assertThat(resource.foresee(new Prospect(coffer, prior, planned, planned, out)))
        .isEqualTo(planned);
    return out.all().stream().map(DisclosureTest::text).toList();
  }

  private static String text(Diagnostic one) {
    return one.summary() + " | " + one.detail();
  }

  @Test
  void aGrant_toSomebodyWhoCouldReadNothing_tellsAllOfIt() {
    assertThat(told(new GrantResource(), Optional.empty(), rights(SOME)))
        .containsExactly(
            "4 keys of acme become readable by bob | shop/staging (1 key), web/staging (3 keys);"
                + " and whatever is added there");
  }

  @Test
  void aGrant_tellsOnlyWhatItAdds_toWhatTheMemberHad() {
    Rights before = new Rights("developer", Optional.of(new TreeMap<>(Map.of("staging", false))));
    coffer.members.put("bob", new Member("id-of-bob", "bob", before, List.of()));
    assertThat(told(new GrantResource(), Optional.empty(), rights(null)))
        .containsExactly(
            "12 keys of acme become readable by bob | web/default (12 keys); and whatever is added"
                + " there");
    assertThat(told(new GrantResource(), Optional.of(rights(null)), rights(SOME))).isEmpty();
    assertThat(told(new GrantResource(), Optional.of(rights(SOME)), rights(SOME))).isEmpty();
  }

  @Test
  void anInvitation_tellsIt_once() {
    Row planned = rights(SOME);
    assertThat(told(new MembershipResource(), Optional.empty(), planned))
        .singleElement()
        .asString()
        .startsWith("4 keys of acme become readable by whoever accepts this invitation");
    assertThat(told(new MembershipResource(), Optional.of(planned), planned)).isEmpty();
  }

  @Test
  void whatIsNotKnownYet_isNotTold() {
    for (String name : List.of("organization", "role", "environments")) {
      Row planned = rights(SOME).with(name, Value.Absent.UNKNOWN);
      assertThat(told(new GrantResource(), Optional.empty(), planned)).isEmpty();
      assertThat(told(new MembershipResource(), Optional.empty(), planned)).isEmpty();
    }
  }
}
