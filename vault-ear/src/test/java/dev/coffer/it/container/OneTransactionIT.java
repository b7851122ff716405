package dev.coffer.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Scope;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.SignInRefused;
import dev.coffer.server.problem.VaultException;
import dev.coffer.server.problem.VersionConflict;
import dev.coffer.server.vault.Push;
import dev.coffer.server.vault.VaultPushes;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRequiredException;
import jakarta.inject.Inject;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** A deed and its audit row are stored together or not at all, whatever fails and wherever. */
@Isolated("Arquillian keeps its container in one place for the whole JVM")
@ExtendWith(ArquillianExtension.class)
final class OneTransactionIT {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final VaultId ID = new VaultId("v");
  private static final VaultId OTHER = new VaultId("other");

  @Inject private VaultPushes pushes;
  @Inject private PushThenThrow pushThenThrow;
  @Inject private AuditLog audit;
  @Inject private TestAccounts accounts;
  @Inject private UserTransaction transaction;

  @Deployment
  static WebArchive archive() throws URISyntaxException {
    return ContainerArchive.with(
        PushThenThrow.class, Refusals.class, Stored.class, TestAccounts.class);
  }

  @AfterEach
  void endWhatAFailedTestLeft() throws SystemException {
    if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      transaction.rollback();
    }
  }

  @Test
  void push_accepted_headVersionAndAuditRow() {
    Caller caller = accounts.join(Scope.FULL);
    pushes.push(caller, Tenant.OWN, ID, replacing(0));
    assertThat(accounts.stored(caller)).isEqualTo(Stored.ONE_PUSH);
  }

  @Test
  void push_callerRollsBack_nothing() throws Exception {
    Caller caller = accounts.join(Scope.FULL);
    transaction.begin();
    pushes.push(caller, Tenant.OWN, ID, replacing(0));
    assertThat(accounts.stored(caller)).isEqualTo(Stored.ONE_PUSH);
    transaction.rollback();
    assertThat(accounts.stored(caller)).isEqualTo(Stored.NOTHING);
  }

  @Test
  void push_auditRowCannotBeWritten_nothing() {
    Caller caller = accounts.join(Scope.FULL);
    accounts.occupyFirstRecord(caller);
    Stored before = accounts.stored(caller);
    assertThatExceptionOfType(EJBException.class)
        .isThrownBy(() -> pushes.push(caller, Tenant.OWN, ID, replacing(0)));
    assertThat(accounts.stored(caller)).isEqualTo(before).isEqualTo(new Stored(0, 0, 0, 1));
  }

  @Test
  void secondPush_unexpectedFailureAfterwards_firstStays() {
    Caller caller = accounts.join(Scope.FULL);
    pushes.push(caller, Tenant.OWN, ID, replacing(0));
    assertThatExceptionOfType(EJBException.class)
        .isThrownBy(
            () ->
                pushThenThrow.run(
                    caller, ID, replacing(1), new IllegalStateException("of this test")));
    assertThat(accounts.stored(caller)).isEqualTo(Stored.ONE_PUSH);
  }

  @Test
  void push_afterOneThatWasRolledBack_itsRecordFollowsTheOneBefore() throws Exception {
    Caller caller = accounts.join(Scope.FULL);
    pushes.push(caller, Tenant.OWN, ID, replacing(0));
    transaction.begin();
    pushes.push(caller, Tenant.OWN, ID, replacing(1));
    transaction.rollback();
    pushes.push(caller, Tenant.OWN, ID, replacing(1));
    assertThat(accounts.stored(caller)).isEqualTo(new Stored(2, 2, 2, 2));
  }

  @Test
  void audit_outsideOfATransaction_refused() {
    Caller caller = accounts.join(Scope.FULL);
    Admitted who =
        new Admitted(
            caller.accountId(),
            "somebody",
            caller.tokenId(),
            Scope.FULL,
            Optional.empty(),
            Optional.empty());
    assertThatExceptionOfType(EJBTransactionRequiredException.class)
        .isThrownBy(() -> audit.record(who, "push", Optional.of(ID), Map.of()));
    assertThat(accounts.stored(caller)).isEqualTo(Stored.NOTHING);
  }

  @Test
  void push_accessRefused_nothing() {
    Caller reader = accounts.join(Scope.READ);
    assertThatExceptionOfType(AccessRefused.class)
        .isThrownBy(() -> pushes.push(reader, Tenant.OWN, ID, replacing(0)));
    assertThat(accounts.stored(reader)).isEqualTo(Stored.NOTHING);
    Caller gone = accounts.join(Scope.FULL);
    accounts.signOut(gone);
    assertThatExceptionOfType(SignInRefused.class)
        .isThrownBy(() -> pushes.push(gone, Tenant.OWN, ID, replacing(0)));
    assertThat(accounts.stored(gone)).isEqualTo(Stored.NOTHING);
  }

  @Test
  void push_accessRefusedAfterAnAcceptedOne_neither() throws Exception {
    Caller caller = accounts.join(Scope.FULL);
    transaction.begin();
    pushes.push(caller, Tenant.OWN, ID, replacing(0));
    accounts.signOut(caller);
    assertThatExceptionOfType(SignInRefused.class)
        .isThrownBy(() -> pushes.push(caller, Tenant.OWN, OTHER, replacing(0)));
    assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_MARKED_ROLLBACK);
    assertThatExceptionOfType(RollbackException.class).isThrownBy(transaction::commit);
    assertThat(accounts.stored(caller)).isEqualTo(Stored.NOTHING);
  }

  @Test
  void push_versionConflict_arrivesWithItsFactsAndChangesNothing() {
    Caller caller = accounts.join(Scope.FULL);
    pushes.push(caller, Tenant.OWN, ID, replacing(0));
    assertThatExceptionOfType(VersionConflict.class)
        .isThrownBy(() -> pushes.push(caller, Tenant.OWN, ID, replacing(7)))
        .withNoCause()
        .satisfies(
            refused -> {
              assertThat(refused.serverVersion()).isEqualTo(1);
              assertThat(refused.expectedVersion()).hasValue(7);
            });
    assertThat(accounts.stored(caller)).isEqualTo(Stored.ONE_PUSH);
  }

  @Test
  void refusal_ofEveryKind_arrivesUnwrappedAndRollsBack() {
    List<VaultException> refusals = Refusals.oneOfEach();
    assertThat(refusals)
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(VaultException.class.getPermittedSubclasses());
    for (VaultException refusal : refusals) {
      Caller caller = accounts.join(Scope.FULL);
      RuntimeException arrived =
          catchRuntimeException(() -> pushThenThrow.run(caller, ID, replacing(0), refusal));
      assertThat(arrived).isSameAs(refusal);
      assertThat(accounts.stored(caller)).as(refusal.toString()).isEqualTo(Stored.NOTHING);
    }
  }

  private static Push replacing(int version) {
    return new Push(
        PayloadFormat.LPM,
        sealed(64),
        Optional.of(sealed(48)),
        OptionalInt.of(version),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static String sealed(int length) {
    return random(12) + ":" + random(length);
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Bytes.of(bytes).base64();
  }
}
