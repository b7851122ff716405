package dev.coffer.it.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import dev.coffer.it.kit.Forge;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.TestEscrow;
import dev.coffer.it.kit.Together;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.EscrowKeyView;
import dev.coffer.protocol.wire.workload.PulledEnvironment;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The escrow key is replaced while two servers work, and everything stays readable. */
final class RotationIT {
  private static CofferServer server;
  private static CofferServer beside;
  private static People people;

  @BeforeAll
  static void start() throws Exception {
    server = CofferServer.on(Database.postgres()).with("COFFER_SIGNIN_ATTEMPTS_ADDRESS", "100000");
    server.start();
    beside = CofferServer.beside(server).start();
    people = People.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
    beside.close();
  }

  @Test
  void keystore_isForItsOwnerAlone() throws Exception {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(server.dataFolder().resolve("escrow-key.p12"))))
        .isEqualTo("rw-------");
  }

  @Test
  void rotate_everythingIsSealedAgainAndStaysReadable() throws Exception {
    Person person = people.joinWithDevice();
    LocalVault vault = LocalVault.of(person);
    PushVault push = vault.seal(Map.of("KEY", "value"));
    person.api().post(vault.route(), push).require(200);
    vault.accept(push);
    String[] names =
        IntStream.range(0, 49).mapToObj(i -> "environment-" + i).toArray(String[]::new);
    // More than two batches, so that the walk has to go on where it was.
    for (int i = 0; i < 5; i++) {
      set(person, vault, TestEscrow.policy(vault.id(), names));
    }
    TrustPolicy policy =
        TestEscrow.policy(vault.id(), true, Optional.empty(), OptionalInt.empty(), "default");
    set(person, vault, policy);
    EscrowPublicKey old = TestEscrow.current(person.api());
    List<EscrowKeyView> before = keys(people.administrator(), "get");
    assertThat(before.get(0).escrowed()).isGreaterThanOrEqualTo(246);
    List<EscrowKeyView> after = keys(people.administrator(), "rotate");
    EscrowPublicKey current = TestEscrow.current(person.api().at(beside));
    assertThat(current).isNotEqualTo(old);
    assertThat(after.get(0).id()).isEqualTo(current.id().value());
    assertThat(after.get(0).escrowed()).isEqualTo(before.get(0).escrowed());
    assertThat(after.stream().skip(1)).allSatisfy(key -> assertThat(key.escrowed()).isZero());
    // The other server finds the version that it has never loaded.
    assertThat(pulled(beside, person, vault, policy)).containsEntry("KEY", "value");
    assertThat(pulled(server, person, vault, policy)).containsEntry("KEY", "value");
    Answer late =
        send(
            person,
            vault,
            policy,
            List.of(vault.escrow().key(policy.id(), new EnvironmentName("default"), old).format()));
    assertThat(late.status() + " " + late.problem().code()).isEqualTo("409 recipients_conflict");
    assertThat(pulled(server, person, vault, policy)).containsEntry("KEY", "value");
    List<AuditEntry> audit = AuditTrail.verified(people.administrator());
    assertThat(audit).extracting(AuditEntry::action).contains("escrow_rotate", "escrow_reseal");
  }

  @Test
  void reseal_whatIsLeftUnderAnOlderVersion_isSealedAgainByTwoServersAtOnce() throws Exception {
    Person person = people.joinWithDevice();
    LocalVault vault = LocalVault.of(person);
    PushVault push = vault.seal(Map.of("KEY", "value"));
    person.api().post(vault.route(), push).require(200);
    vault.accept(push);
    TrustPolicy policy =
        TestEscrow.policy(vault.id(), true, Optional.empty(), OptionalInt.empty(), "default");
    set(person, vault, policy);
    String old = change("select sealed from escrowed_key where policy = ?", policy);
    EscrowPublicKey before = TestEscrow.current(person.api());
    keys(people.administrator(), "rotate");
    // As a rotation leaves it that was interrupted before this key.
    change(
        "update escrowed_key set sealed = '"
            + old
            + "', escrow_key = '"
            + before.id()
            + "' where policy = ?",
        policy);
    assertThat(pulled(beside, person, vault, policy)).containsEntry("KEY", "value");
    List<Callable<Answer>> both = List.of(() -> reseal(server), () -> reseal(beside));
    assertThat(Together.send(both)).allSatisfy(answer -> answer.require(200));
    assertThat(keys(people.administrator(), "get").stream().skip(1))
        .allSatisfy(key -> assertThat(key.escrowed()).isZero());
    assertThat(pulled(beside, person, vault, policy)).containsEntry("KEY", "value");
  }

  @Test
  void rotate_byWhoIsNoAdministrator_403AndUnchanged() throws Exception {
    Person person = people.joinWithDevice();
    EscrowPublicKey before = TestEscrow.current(person.api());
    for (String path : List.of("/api/escrow/rotate", "/api/escrow/reseal")) {
      assertThat(person.api().post(path, Map.of()).require(403).problem().code())
          .isEqualTo("forbidden");
    }
    person.api().get("/api/escrow").require(403);
    server.api().post("/api/escrow/rotate", Map.of()).require(401);
    assertThat(TestEscrow.current(server.api())).isEqualTo(before);
  }

  private static Answer reseal(CofferServer where) throws Exception {
    return people.administrator().api().at(where).post("/api/escrow/reseal", Map.of());
  }

  private static List<EscrowKeyView> keys(Person administrator, String what) throws Exception {
    Answer answer =
        what.equals("get")
            ? administrator.api().get("/api/escrow")
            : administrator.api().post("/api/escrow/" + what, Map.of());
    return answer.require(200).as(EscrowKeyList.class).keys();
  }

  private static void set(Person person, LocalVault vault, TrustPolicy policy) throws Exception {
    send(person, vault, policy, vault.escrow().keys(policy)).require(201);
  }

  private static Answer send(Person person, LocalVault vault, TrustPolicy policy, List<String> keys)
      throws Exception {
    String event = person.device().signed(new ChainEvent.PolicySet(policy)).format();
    return person
        .api()
        .post("/api/vaults/" + vault.id() + "/oidc/policies", new ChangePolicy(event, keys));
  }

  private static Map<String, String> pulled(
      CofferServer where, Person person, LocalVault vault, TrustPolicy policy) throws Exception {
    UUID id = UUID.randomUUID();
    try (Connection connection = server.database().connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into job_token (id, owner_id, policy, policy_digest, vault_id,"
                    + " environment, run, expires_at) values (?, ?, ?, ?, ?, 'default', '', ?)")) {
      insert.setString(1, id.toString());
      insert.setString(2, person.accountId());
      insert.setString(3, policy.id().value());
      insert.setString(4, Digest.of(policy.text()).text());
      insert.setString(5, vault.id().value());
      insert.setLong(6, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().plusSeconds(600)));
      insert.executeUpdate();
    }
    return where
        .api()
        .as(Forge.run(where, id).genuine())
        .get("/api/vaults/" + vault.id() + "/ci-pull")
        .require(200)
        .as(PulledEnvironment.class)
        .vars();
  }

  /** Runs one statement behind the servers' backs; answers what a select found. */
  private static String change(String sql, TrustPolicy policy) throws Exception {
    try (Connection connection = server.database().connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, policy.id().value());
      if (!statement.execute()) {
        assertThat(statement.getUpdateCount()).isEqualTo(1);
        return "";
      }
      try (var result = statement.getResultSet()) {
        assertThat(result.next()).isTrue();
        return result.getString(1);
      }
    }
  }
}
