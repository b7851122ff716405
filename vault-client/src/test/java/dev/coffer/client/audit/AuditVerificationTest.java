package dev.coffer.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerificationTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @TempDir Path place;
  private final FakeAudit server = new FakeAudit(7);
  private AuditHeads heads;

  @BeforeEach
  void open() {
    SecureRandom random = new SecureRandom();
    heads = new AuditHeads(new SealedFolder(place, MachineKey.generate(random).storeKey(), random));
  }

  private AuditVerification.Outcome verify(long from) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new AuditVerification(server.walk(), heads, clock).verify(from);
  }

  /** Refused with {@code message}, and what was known stays known. */
  private void refuses(String message) {
    Optional<KnownHead> before = heads.known(FakeAudit.OWNER);
    assertThatThrownBy(() -> verify(1))
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining(message);
    assertThat(heads.known(FakeAudit.OWNER)).isEqualTo(before);
  }

  private AuditEntry entry(int sequence) {
    return server.entries.get(sequence - 1);
  }

  @Test
  void verify_aWholeLog_isToldAndItsHeadRemembered() {
    String hash = entry(7).hash();
    AuditVerification.Outcome outcome = verify(1);
    assertThat(outcome.remembered()).isTrue();
    assertThat(outcome.log())
        .hasValueSatisfying(
            log -> {
              assertThat(log.records()).isEqualTo(7);
              assertThat(log.first()).isEqualTo(1);
              assertThat(log.last()).isEqualTo(7);
              assertThat(log.hash().text()).isEqualTo(hash);
            });
    assertThat(heads.known(FakeAudit.OWNER))
        .contains(new KnownHead(FakeAudit.OWNER, 7L, hash, NOW));
  }

  @Test
  void verify_whatIsRemembered_isSealedAndPrivate() throws IOException {
    verify(1);
    Path file = place.resolve("audit-" + FakeAudit.OWNER + ".sealed");
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(entry(7).hash());
  }

  @Test
  void verify_aLogThatGrew_goesOnFromWhatIsKnown() {
    verify(1);
    server.append("pull", "shop");
    assertThat(verify(7).remembered()).isTrue();
    server.append("pull", "shop");
    assertThat(verify(9).remembered()).isTrue();
    assertThat(heads.known(FakeAudit.OWNER)).map(KnownHead::sequence).contains(9L);
  }

  @Test
  void verify_fromARecordBeyondWhatIsKnown_isRightButNotRemembered() {
    AuditVerification.Outcome outcome = verify(5);
    assertThat(outcome.log()).map(VerifiedLog::records).contains(3L);
    assertThat(outcome.remembered()).isFalse();
    assertThat(heads.known(FakeAudit.OWNER)).isEmpty();
  }

  @Test
  void verify_anEmptyLog_isNothing() {
    server.entries.clear();
    assertThat(verify(1)).isEqualTo(new AuditVerification.Outcome(Optional.empty(), false));
  }

  @Test
  void verify_aShorterLogThanKnown_isRefused() {
    verify(1);
    server.entries.subList(5, 7).clear();
    refuses("record 6: it is gone, as are all after it; on 2026-11-22T08:00:00Z");
  }

  @Test
  void verify_noLogWhereOneWasKnown_isRefused() {
    verify(1);
    server.entries.clear();
    refuses("record 1: it is gone");
  }

  @Test
  void verify_aLogRewrittenWithRightHashes_isRefusedByTheKnownHead() {
    verify(1);
    server.rewrite(3, "{\"version\":9}");
    refuses("record 7: it is not the one that was verified here");
  }

  @Test
  void verify_anotherLogBeforeTheNextRecord_isRefused() {
    verify(1);
    server.append("pull", "shop");
    server.rewrite(3, "{\"version\":9}");
    assertThatThrownBy(() -> verify(8))
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining("record 7: it is not the one");
  }

  @Test
  void verify_anAlteredRecord_isNamed() {
    AuditEntry old = entry(4);
    server.entries.set(3, FakeAudit.with(old, "{\"version\":2}", old.previous(), old.hash()));
    refuses("record 4: it was changed");
  }

  @Test
  void verify_anAlteredRecordWithItsOwnHash_breaksTheNextLink() {
    AuditEntry old = entry(4);
    server.entries.set(
        3, FakeAudit.linked(FakeAudit.with(old, "{\"version\":2}", old.previous(), null)));
    refuses("record 5: it does not follow record 4");
  }

  @Test
  void verify_aMissingRecord_isNamed() {
    server.entries.remove(3);
    refuses("record 4: it is missing; the next one is record 5");
  }

  @Test
  void verify_theFirstRecordMissing_isNamed() {
    server.entries.remove(0);
    refuses("record 1: it is missing");
  }

  @Test
  void verify_anotherOrder_isRefused() {
    Collections.swap(server.entries, 1, 2);
    refuses("record 2: it is missing; the next one is record 3");
  }

  @Test
  void verify_aRecordServedTwice_isRefused() {
    server.entries.add(2, entry(2));
    refuses("record 2: it is served after record 2");
  }

  @Test
  void verify_anotherOwnersLog_isRefused() {
    AuditWalk foreign = new AuditWalk("somebody-else", server);
    AuditVerification verification = new AuditVerification(foreign, heads, Clock.systemUTC());
    assertThatThrownBy(() -> verification.verify(1))
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining("record 1: it was changed");
  }

  @Test
  void verify_aRecordWithoutAPart_isNamed() {
    server.entries.set(2, FakeAudit.with(entry(3), null, entry(3).previous(), entry(3).hash()));
    refuses("record 3: a part of it is missing");
  }

  @Test
  void verify_pagesWithoutEnd_areRefused() {
    server.hostility = page -> new AuditPage(page.entries(), "3");
    refuses("no page of an audit log");
    AuditPage first = server.newer(0);
    server.hostility = page -> first;
    refuses("record 1: it is served after record 3");
  }

  @Test
  void verify_anOwnerThatWouldBeAPath_isRefused() {
    AuditWalk walk = new AuditWalk("../../etc/x", server);
    assertThatThrownBy(() -> new AuditVerification(walk, heads, Clock.systemUTC()).verify(1))
        .isInstanceOf(ClientException.Tampered.class);
    assertThat(place).isEmptyDirectory();
  }
}
