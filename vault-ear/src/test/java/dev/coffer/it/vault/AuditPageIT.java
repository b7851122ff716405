package dev.coffer.it.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The audit routes, a page at a time and in either direction. */
final class AuditPageIT {
  private static final String LOG = "/api/audit";

  private static AuditPage page(Person person, String path) throws IOException {
    return person.api().get(path).require(200).as(AuditPage.class);
  }

  private static void deeds(Person person, int pulls) throws IOException {
    for (String vault : List.of("v", "w")) {
      person.api().post("/api/vaults/" + vault + "/sync", LpmPush.forced()).require(200);
    }
    for (int i = 0; i < pulls; i++) {
      person.api().get("/api/vaults/v/sync").require(200);
    }
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void audit_after_oldestFirstFromThereOn(Running where) throws Exception {
    Person person = where.people().join();
    deeds(person, 3);
    List<AuditEntry> all = AuditTrail.verified(person);
    assertThat(page(person, LOG + "?after=0")).isEqualTo(new AuditPage(all, null));
    assertThat(page(person, LOG + "?after=2").entries()).isEqualTo(all.subList(2, all.size()));
    assertThat(page(person, LOG + "?after=" + all.size()).entries()).isEmpty();
    assertThat(page(person, "/api/vaults/v/audit?after=0").entries())
        .isEqualTo(all.stream().filter(entry -> "v".equals(entry.vaultId())).toList());
    assertThat(page(person, "/api/vaults/w/audit?after=0").entries()).hasSize(1);
    person.api().get("/api/vaults/x/audit?after=0").require(404);
    assertThat(page(where.people().join(), LOG + "?after=1").entries())
        .as("somebody else's log")
        .noneMatch(all::contains);
  }

  @Test
  void audit_aLongLog_pagesFollowEachOther() throws Exception {
    Person person = Running.H2.people().join();
    deeds(person, AuditPage.LONG + 10);
    List<AuditEntry> all = AuditTrail.verified(person);
    AuditPage first = page(person, LOG + "?after=0");
    assertThat(first.entries()).hasSize(AuditPage.LONG);
    AuditPage second = page(person, LOG + "?after=" + first.nextCursor());
    assertThat(second.nextCursor()).isNull();
    List<AuditEntry> read = new ArrayList<>(first.entries());
    read.addAll(second.entries());
    assertThat(read).isEqualTo(all);
    assertThat(page(person, LOG).entries()).hasSize(AuditPage.SHORT);
  }

  @Test
  void audit_placeThatIsNone_400() throws Exception {
    Person person = Running.H2.people().join();
    for (String query : List.of("after=-1", "after=x", "after=", "after=01", "cursor=0")) {
      assertThat(person.api().get(LOG + "?" + query).require(400).problem().code())
          .as(query)
          .isEqualTo(Problem.MALFORMED_REQUEST.code());
    }
    assertThat(person.api().get(LOG + "?after=1&cursor=1").require(400).problem().detail())
        .contains("exclude each other");
  }
}
