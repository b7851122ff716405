package dev.coffer.client.sync;

import static dev.coffer.client.sync.Organisation.DEV;
import static dev.coffer.client.sync.Organisation.DEVELOPER;
import static dev.coffer.client.sync.Organisation.PROD;
import static dev.coffer.client.sync.Organisation.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.KeyWrapping;
import dev.coffer.client.crypto.SectionSealing;
import dev.coffer.client.crypto.VaultKey;
import dev.coffer.client.sync.Organisation.Member;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.note.SignedNote;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A member who may not do everything, together with a server that stores whatever it makes: each
 * version is refused with its own message, by those who know the one before and those who do not.
 */
class LimitedAuthorTest {
  private static final EnvironmentName QA = new EnvironmentName("qa");
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path place;
  private Organisation org;
  private Member admin;
  private Member developer;

  /** Has version 1; the next one knows nothing yet. */
  private Member reader;

  private Member newcomer;

  @BeforeEach
  void aVaultOfThreeEnvironments() {
    org = new Organisation(place);
    admin = org.member("admin", Reach.ALL);
    developer = org.member("developer", DEVELOPER);
    reader = org.member("reader", Reach.ALL);
    newcomer = org.member("newcomer", Reach.of(Map.of(STAGING, true)));
    admin.set(DEV, "d1").set(STAGING, "s1").set(PROD, "p1").push();
    reader.pull();
  }

  private Forgery after(int version) {
    return new Forgery(org.envelope(version), developer.identity);
  }

  private void refuses(Class<? extends ClientException> kind, String message) {
    refuses(reader, kind, message);
    refuses(newcomer, kind, message);
  }

  private void refuses(Member member, Class<? extends ClientException> kind, String message) {
    LocalVault before = member.local();
    assertThatThrownBy(member::pull).isInstanceOf(kind).hasMessageContaining(message);
    assertThat(member.local()).isEqualTo(before);
  }

  private void refusesAlsoToDiscard(String message) {
    refuses(ClientException.Tampered.class, message);
    LocalVault before = reader.local();
    assertThatThrownBy(reader.sync()::discard)
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining(message);
    assertThat(reader.local()).isEqualTo(before);
  }

  @Test
  void whatItMayWrite_isTaken() {
    developer.pull().set(DEV, "d2").push();
    assertThat(reader.pull().value(DEV)).isEqualTo("d2");
    assertThat(newcomer.pull().local().version()).isEqualTo(2);
  }

  @Test
  void changedEnvironment() {
    SealedSection other = org.envelope(1).sections().get(DEV);
    org.plant(after(1).with(PROD, other).envelope());
    refusesAlsoToDiscard("may not write environment 'prod'");
  }

  /** Sealed with the right key, for it was so once. */
  @Test
  void olderStateOfAnEnvironment() {
    admin.set(PROD, "p2").push();
    reader.pull();
    org.plant(after(2).with(PROD, org.envelope(1)).envelope());
    refusesAlsoToDiscard("may not write environment 'prod'");
  }

  @Test
  void removedEnvironment() {
    org.plant(after(1).without(PROD).envelope());
    refusesAlsoToDiscard("may not write environment 'prod'");
  }

  @Test
  void addedEnvironment() {
    org.plant(after(1).with(QA, org.envelope(1).sections().get(DEV)).envelope());
    refusesAlsoToDiscard("may not write environment 'qa'");
  }

  @Test
  void changeByOneWhoOnlyReads() {
    org.roster.allow(developer.identity.keyId(), Reach.READ_ALL);
    org.plant(after(1).envelope());
    refusesAlsoToDiscard("may not write the vault");
  }

  @Test
  void newEpoch() {
    org.plant(after(1).epoch(2).envelope());
    refusesAlsoToDiscard("may not start a new key of the vault");
  }

  @Test
  void newEpochByOneWhoWritesEverything() {
    org.roster.allow(developer.identity.keyId(), new Reach(true, true, false, new TreeMap<>()));
    org.plant(after(1).epoch(2).envelope());
    refusesAlsoToDiscard("may not start a new key of the vault");
  }

  /** To others it would look as if no new key were due. */
  @Test
  void revocationPassedOver() {
    Member leaver = org.member("leaver", DEVELOPER);
    org.revoke(leaver);
    org.plant(after(1).chain(org.roster.head().orElseThrow()).envelope());
    refusesAlsoToDiscard("a key that somebody without access knows");
  }

  /** That a later one shows as due says not whose keys a new one is to end. */
  @Test
  void revocationPassedOver_whereAnotherCameAfterIt() {
    Member leaver = org.member("leaver", DEVELOPER);
    Member second = org.member("second", Reach.ALL);
    org.revoke(leaver);
    ChainPosition between = org.roster.head().orElseThrow();
    org.reduce(second, DEVELOPER, 1);
    org.plant(after(1).chain(between).envelope());
    refusesAlsoToDiscard("a key that somebody without access knows");
  }

  @Test
  void versionFromBeforeARevocation_isTaken() {
    Member leaver = org.member("leaver", DEVELOPER);
    org.plant(after(1).chain(org.roster.head().orElseThrow()).envelope());
    org.revoke(leaver);
    assertThat(reader.pull().local().version()).isEqualTo(2);
    assertThat(newcomer.pull().local().version()).isEqualTo(2);
  }

  @Test
  void firstVersion() {
    Envelope first = after(1).first();
    org.server.versions.clear();
    org.plant(first);
    refuses(newcomer, ClientException.Tampered.class, "may not write environment 'prod'");
    Envelope small = new Forgery(first, developer.identity).without(PROD).without(STAGING).first();
    org.server.versions.clear();
    org.plant(small);
    refuses(newcomer, ClientException.Tampered.class, "may not start a new key of the vault");
  }

  /** What a member gave away while it had the right stays. */
  @Test
  void versionFromBeforeItsRightsWereReduced_isTaken() {
    developer.pull().set(DEV, "d2").push();
    org.reduce(developer, Reach.of(Map.of(STAGING, false)), 2);
    assertThat(reader.pull().value(DEV)).isEqualTo("d2");
    org.plant(after(2).without(DEV).envelope());
    refuses(reader, ClientException.Tampered.class, "may not write");
  }

  /** With versions between what is known and the head. */
  @Nested
  class OnTheWay {
    @Test
    void wrongVersionUnderAnHonestOne_isFound() {
      org.plant(after(1).without(PROD).envelope());
      org.plant(after(2).envelope());
      refusesAlsoToDiscard("the author of version 2");
    }

    /** The version between names an author who may, but is not from it. */
    @Test
    void wrongVersionInAnothersName_isFound() {
      Envelope honest = new Forgery(org.envelope(1), admin.identity).without(PROD).envelope();
      String text = honest.manifest().text();
      String signed = SignedNote.sign(text, admin.identity).format();
      String forged = signed.substring(0, signed.length() - 8) + "AAAAAA=\n";
      plantWithSignature(honest, forged);
      org.plant(after(2).envelope());
      refusesAlsoToDiscard("signature is not that of its author");
    }

    private void plantWithSignature(Envelope envelope, String note) {
      org.plant(new Envelope(SignedNote.parse(note), envelope.sections()));
    }

    @Test
    void versionOfOneWithoutRights_isNotVouchedForByALimitedOne() {
      Member leaver = org.member("leaver", Reach.ALL);
      org.revoke(leaver);
      org.plant(
          new Forgery(org.envelope(1), leaver.identity)
              .chain(org.roster.head().orElseThrow())
              .without(PROD)
              .envelope());
      org.plant(after(2).envelope());
      refusesAlsoToDiscard("nobody with full access went on from it");
    }

    @Test
    void severalVersionsOfSeveralMembers_areTaken() {
      developer.pull().set(DEV, "d2").push();
      admin.pull().set(PROD, "p2").push();
      developer.pull().set(DEV, "d3").push().set(DEV, "d4").push();
      org.server.fetched.clear();
      assertThat(newcomer.pull().local().version()).isEqualTo(5);
      assertThat(org.server.fetched).as("down to the admin's").containsExactly(4, 3);
      org.server.fetched.clear();
      assertThat(reader.pull().value(DEV)).isEqualTo("d4");
      assertThat(org.server.fetched).as("down to its own").containsExactly(4, 3, 2);
    }

    @Test
    void versionsBetweenGone_asksForADecision() {
      developer.pull().set(DEV, "d2").push().set(DEV, "d3").push();
      org.server.forgotten = 2;
      refuses(reader, ClientException.Conflict.class, "no longer has the versions between 1 and 3");
      refuses(newcomer, ClientException.Conflict.class, "no longer has the versions before 3");
      newcomer.sync().discard();
      assertThat(newcomer.value(STAGING)).isEqualTo("s1");
    }
  }

  /** Keys that a member made up, so that what others seal would open to it. */
  @Nested
  class MadeUpKeys {
    private final VaultKey madeUp = VaultKey.generate(RANDOM);

    private String wrappedFor(DeviceIdentity recipient) {
      WrapContext where = new WrapContext(Organisation.VAULT, 1, KeyScope.VAULT, recipient.keyId());
      return new KeyWrapping(RANDOM)
          .wrap(madeUp, where, recipient.keys(), developer.identity)
          .format();
    }

    private SealedSection sealed(EnvironmentName environment, int version) {
      SectionContext where = new SectionContext(Organisation.VAULT, 1, environment, version);
      return new SectionSealing(RANDOM).seal(madeUp, where, new TreeMap<>(Map.of("KEY", "bait")));
    }

    /** It may write all that there is, so that its own key opens all. */
    @Test
    void vaultKey_isNotTakenFromOneWhoMayNotShare() {
      admin.remove(PROD).remove(STAGING).push();
      reader.pull();
      org.plant(after(2).with(DEV, sealed(DEV, 3)).envelope());
      org.serving(wrappedFor(reader.identity), null, org.server.recipients(2));
      refuses(reader, ClientException.Tampered.class, "wrapped by a device that may not");
      Member late = org.member("late", Reach.ALL);
      org.serving(wrappedFor(late.identity), null, org.server.recipients(2));
      refuses(late, ClientException.Tampered.class, "wrapped by a device that may not");
    }

    @Test
    void vaultKey_ofAnEmptyVault_isNotTakenEither() {
      admin.remove(PROD).remove(STAGING).remove(DEV).push();
      org.serving(wrappedFor(reader.identity), null, org.server.recipients(2));
      refuses(reader, ClientException.Tampered.class, "wrapped by a device that may not");
    }

    /** Whoever wrapped it had the right when the version was made. */
    @Test
    void vaultKey_ofOneWhoLostTheRightSince_isTaken() {
      Member second = org.member("second", Reach.ALL);
      admin.sync().shareKey();
      Member late = org.member("late", Reach.ALL);
      second.sync().shareKey();
      developer.pull().set(DEV, "d2").push();
      org.reduce(second, Reach.READ_ALL, 2);
      assertThat(late.pull().value(DEV)).isEqualTo("d2");
    }

    /** The version above was made by one who did not know; what was opened before still opens. */
    @Test
    void vaultKey_knownFromBefore_isTaken() {
      Member second = org.member("second", Reach.ALL);
      admin.sync().shareKey();
      Member late = org.member("late", Reach.ALL);
      second.sync().shareKey();
      late.pull();
      developer.pull().set(DEV, "d2").push();
      org.reduce(second, Reach.READ_ALL, 1);
      assertThat(late.pull().value(DEV)).isEqualTo("d2");
    }
  }
}
