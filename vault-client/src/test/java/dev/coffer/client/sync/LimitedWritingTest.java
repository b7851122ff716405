package dev.coffer.client.sync;

import static dev.coffer.client.sync.Organisation.DEV;
import static dev.coffer.client.sync.Organisation.DEVELOPER;
import static dev.coffer.client.sync.Organisation.PROD;
import static dev.coffer.client.sync.Organisation.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.history.Revision;
import dev.coffer.client.history.Rollback;
import dev.coffer.client.sync.Organisation.Member;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.problem.Problem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a member may send who may not do everything. */
class LimitedWritingTest {
  private static final EnvironmentName QA = new EnvironmentName("qa");

  /** Has the vault key and writes, but wraps for nobody. */
  private static final Reach WRITER = new Reach(true, true, false, new TreeMap<>());

  @TempDir Path place;
  private Organisation org;
  private Member admin;
  private Member developer;

  @BeforeEach
  void aVaultOfThreeEnvironments() {
    org = new Organisation(place);
    admin = org.member("admin", Reach.ALL);
    developer = org.member("developer", DEVELOPER);
    admin.set(DEV, "d1").set(STAGING, "s1").set(PROD, "p1").push();
    developer.pull();
  }

  private void forbids(Member member, ThrowingCallable act, String message) {
    refuses(member, act, message, Problem.ROLE_NOT_ENOUGH, 3);
  }

  private void waits(Member member, ThrowingCallable act, String message) {
    refuses(member, act, message, Problem.ROTATION_DUE, 4);
  }

  private void refuses(
      Member member, ThrowingCallable act, String message, Problem problem, int exitCode) {
    LocalVault before = member.local();
    int versions = org.server.versions.size();
    assertThatThrownBy(act)
        .isInstanceOf(ClientException.Refused.class)
        .hasMessageContaining(message)
        .satisfies(
            e -> {
              ClientException.Refused refused = (ClientException.Refused) e;
              assertThat(refused.code()).isEqualTo(problem.code());
              assertThat(refused.exitCode()).isEqualTo(exitCode);
              assertThat(refused.hint()).isPresent();
            });
    assertThat(member.local()).isEqualTo(before);
    assertThat(org.server.versions).hasSize(versions);
  }

  @Test
  void push_keepsWhatItMayNotWrite_byteForByte() {
    developer.set(DEV, "d2").push();
    Envelope one = org.envelope(1);
    Envelope two = org.envelope(2);
    for (EnvironmentName kept : new EnvironmentName[] {PROD, STAGING}) {
      assertThat(two.sections().get(kept)).isEqualTo(one.sections().get(kept));
      assertThat(two.manifest().section(kept)).isEqualTo(one.manifest().section(kept));
    }
    assertThat(two.manifest().epoch()).isEqualTo(1);
    assertThat(two.manifest().recipients()).isEqualTo(one.manifest().recipients());
    assertThat(org.server.versions.get(1).wrappedKeys()).isEmpty();
    assertThat(admin.pull().value(DEV)).isEqualTo("d2");
    assertThat(admin.value(PROD)).isEqualTo("p1");
  }

  @Test
  void push_severalTimes_goesOnFromItsOwnVersions() {
    developer.set(DEV, "d2").push().set(DEV, "d3").push();
    assertThat(developer.environments()).containsExactly("dev", "staging");
    assertThat(admin.pull().value(DEV)).isEqualTo("d3");
  }

  @Test
  void push_answerLost_isRecognised() {
    org.server.losesAnswers = true;
    assertThatThrownBy(developer.set(DEV, "d2")::push)
        .isInstanceOf(ClientException.Unreachable.class);
    org.server.losesAnswers = false;
    assertThat(developer.sync().push().status()).isEqualTo("recovered");
  }

  @Test
  void push_editOfWhatItOnlyReads_isForbidden() {
    developer.set(DEV, "d2").set(STAGING, "s2");
    forbids(developer, developer::push, "may not write environment 'staging'");
  }

  @Test
  void push_editOfWhatItCannotRead_isForbidden() {
    developer.set(PROD, "p2");
    forbids(developer, developer::push, "may not write environment 'prod'");
  }

  @Test
  void push_newEnvironment_isForbidden() {
    developer.set(QA, "q1");
    forbids(developer, developer::push, "the vault has no environment 'qa'");
  }

  @Test
  void push_removalOfWhatItWrites_removesThatAlone() {
    developer.remove(DEV).push();
    assertThat(admin.pull().environments()).containsExactly("prod", "staging");
  }

  @Test
  void push_removalOfWhatItOnlyReads_isForbidden() {
    developer.remove(STAGING);
    forbids(developer, developer::push, "may not write environment 'staging'");
  }

  @Test
  void push_byOneWhoOnlyReads_isForbidden() {
    Member reader = org.member("reader", Reach.READ_ALL);
    Member devReader = org.member("dev reader", Reach.of(Map.of(DEV, false)));
    admin.sync().shareKey();
    reader.pull().set(DEV, "x");
    devReader.pull().set(DEV, "x");
    forbids(reader, reader::push, "may read the vault, but not write it");
    forbids(devReader, devReader::push, "may read the vault, but not write it");
  }

  @Test
  void push_whenSomebodyLostAccess_waitsForANewKey() {
    Member other = org.member("other", DEVELOPER);
    admin.sync().shareKey();
    developer.set(DEV, "d2");
    org.revoke(other);
    waits(developer, developer::push, "somebody lost access since version 1");
    assertThatThrownBy(developer::push)
        .satisfies(e -> assertThat(((ClientException) e).hint().orElse("")).contains("rotate-key"));
    admin.sync().rotateKey();
    developer.pull().push();
    assertThat(org.envelope(3).manifest().epoch()).isEqualTo(2);
    assertThat(admin.pull().value(DEV)).isEqualTo("d2");
  }

  @Test
  void rotateKey_isForbidden() {
    forbids(developer, developer.sync()::rotateKey, "may not give the vault a new key");
  }

  @Test
  void push_ofANewVault_isForbidden() {
    org.server.versions.clear();
    Member fresh = org.member("fresh", WRITER).set(DEV, "x");
    forbids(fresh, fresh::push, "may not begin a vault");
  }

  @Test
  void push_withTheVaultKeyButForNobodyElse_wrapsNothing() {
    Member writer = org.member("writer", WRITER);
    admin.sync().shareKey();
    writer.pull();
    Member late = org.member("late", DEVELOPER);
    writer.set(PROD, "p2").set(QA, "q1").push();
    assertThat(org.server.versions.get(1).wrappedKeys()).isEmpty();
    assertThat(admin.pull().value(QA)).isEqualTo("q1");
    assertThat(writer.sync().shareKey()).isZero();
    assertThat(admin.sync().shareKey()).isEqualTo(2);
    assertThat(late.pull().value(DEV)).isEqualTo("d1");
    org.revoke(late);
    writer.set(PROD, "p3");
    waits(writer, writer::push, "somebody lost access since version 2");
  }

  @Test
  void rollback_changesOnlyWhatItMayWrite() {
    developer.set(DEV, "d2").push();
    admin.pull().set(PROD, "p2").push();
    developer.pull();
    Rollback rollback =
        developer.history().rollback(new Revision.Numbered(1), Optional.empty(), false);
    developer.sync().replace(rollback.replacement());
    assertThat(admin.pull().value(DEV)).isEqualTo("d1");
    assertThat(admin.value(PROD)).isEqualTo("p2");
  }
}
