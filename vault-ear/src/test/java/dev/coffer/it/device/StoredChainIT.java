package dev.coffer.it.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.TestDevice;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.device.AppendEvent;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server has verified of an account's chain never stands in for what the database holds. */
final class StoredChainIT {
  private static final String CHAIN = "/api/devices/chain";
  private static final String SET = "update account_event set note = ? where account_id = ?";
  private static final String DELETE = "delete from account_event where account_id = ?";
  private static final String OCCUPY =
      "insert into audit_row (owner, sequence, time, actor, device, action, outcome, vault,"
          + " metadata, hash) select owner, sequence + 1, 0, '-', '-', '-', '-', '-', '{}', '-'"
          + " from audit_head where owner = ?";
  private static final String FREE =
      "delete from audit_row where owner = ? and sequence > (select h.sequence from audit_head h"
          + " where h.owner = audit_row.owner)";

  private static Database database;
  private static CofferServer server;
  private static People people;

  private Person person;

  @BeforeAll
  static void start() throws Exception {
    database = Database.postgres();
    server = CofferServer.on(database);
    server.start();
    people = People.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Its chain is one that the server has verified, and keeps. */
  @BeforeEach
  void threeEvents() throws IOException {
    person = people.joinWithDevice();
    append(approval()).require(201);
    append(approval()).require(201);
  }

  private SignedNote approval() throws IOException {
    TestDevice next = person.again().device();
    next.register();
    return person.device().signed(new ChainEvent.Approved(next.identity().keys(), next.name()));
  }

  private Answer append(SignedNote event) throws IOException {
    return person.api().post(CHAIN, new AppendEvent(event.format()));
  }

  private void refused(Answer answer, Problem problem) {
    assertThat(answer.problem().code()).as("%s", answer).isEqualTo(problem.code());
  }

  private String chain() throws IOException {
    return person.api().get(CHAIN + "?from=0").require(200).text();
  }

  private List<SignedNote> notes() throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement select =
            connection.prepareStatement(
                "select note from account_event where account_id = ? order by sequence")) {
      select.setString(1, person.accountId());
      ResultSet rows = select.executeQuery();
      List<SignedNote> notes = new ArrayList<>();
      while (rows.next()) {
        notes.add(SignedNote.parse(rows.getString(1)));
      }
      return notes;
    }
  }

  private void change(String sql, Object... parameters) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      assertThat(statement.executeUpdate()).isPositive();
    }
  }

  private void setNote(int sequence, String note) throws SQLException {
    change(SET + " and sequence = ?", note, person.accountId(), sequence);
  }

  @Test
  void noteInTheMiddle_withAnotherSignature_nothingFollowsIt() throws Exception {
    SignedNote next = approval();
    List<SignedNote> notes = notes();
    SignedNote whole = notes.get(1);
    SignedNote forged =
        new SignedNote(whole.text(), whole.signer(), whole.hint(), notes.get(2).signature());
    setNote(1, forged.format());
    String before = chain();
    refused(append(next), Problem.INTERNAL_ERROR);
    assertThat(chain()).isEqualTo(before);
    setNote(1, whole.format());
    append(next).require(201);
  }

  /** As after a backup was restored that lacks it. */
  @Test
  void newestEvent_isGone_whatFollowsTheOneBeforeIsTaken() throws Exception {
    SignedNote afterIt = approval();
    change(DELETE + " and sequence = 2", person.accountId());
    String before = chain();
    refused(append(afterIt), Problem.CHAIN_EVENT_REFUSED);
    assertThat(chain()).isEqualTo(before);
    append(approval()).require(201);
    assertThat(person.device().chain().length()).isEqualTo(3);
  }

  @Test
  void everyEvent_isGone_nothingFollowsTheOldOnes() throws Exception {
    SignedNote next = approval();
    change(DELETE, person.accountId());
    refused(append(next), Problem.CHAIN_EVENT_REFUSED);
    assertThat(person.device().chain().isEmpty()).isTrue();
  }

  @Test
  void event_thatWasRolledBack_isNoneOfTheChain() throws Exception {
    SignedNote lost = approval();
    SignedNote next = approval();
    String before = chain();
    change(OCCUPY, person.accountId());
    refused(append(lost), Problem.INTERNAL_ERROR);
    assertThat(chain()).isEqualTo(before);
    change(FREE, person.accountId());
    append(next).require(201);
    refused(append(lost), Problem.CHAIN_EVENT_REFUSED);
    assertThat(person.device().chain().length()).isEqualTo(4);
  }
}
