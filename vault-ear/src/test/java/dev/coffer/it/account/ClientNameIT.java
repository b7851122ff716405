package dev.coffer.it.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.vault.AuditEntry;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** X-Coffer-Client: what a program calls itself is in the audit log, and nothing comes of it. */
final class ClientNameIT {
  private static final CreateToken TOKEN = new CreateToken("looks", "read", 1);

  @ParameterizedTest
  @EnumSource(Running.class)
  void namedProgram_isInTheRecord_andNoOther(Running where) throws Exception {
    Person person = where.people().join();
    person.api().with(ClientName.HEADER, "bridge").post("/api/tokens", TOKEN).require(201);
    person.api().post("/api/tokens", TOKEN).require(201);
    List<AuditEntry> made =
        AuditTrail.verified(person).stream()
            .filter(entry -> entry.action().equals("token_create"))
            .toList();
    assertThat(made).hasSize(2);
    assertThat(made.get(0).metadata()).contains("\"client\":\"bridge\"", "\"token\":");
    assertThat(made.get(1).metadata()).doesNotContain("client");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void nameOfAnotherForm_isRefused_andNothingIsDone(Running where) throws Exception {
    Person person = where.people().join();
    int before = AuditTrail.verified(person).size();
    for (String name : List.of("Bridge", "a b", "\"", "x".repeat(33), "1")) {
      assertThat(
              person
                  .api()
                  .with(ClientName.HEADER, name)
                  .post("/api/tokens", TOKEN)
                  .require(400)
                  .problem()
                  .code())
          .isEqualTo("malformed_request");
    }
    assertThat(AuditTrail.verified(person)).hasSize(before);
  }
}
