package dev.coffer.client.audit.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.audit.FakeAudit;
import dev.coffer.client.audit.LoggedRecord;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.audit.AuditRecord;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CefLinesTest {
  private static final Digest HASH = Digest.of("any");

  private static LoggedRecord record(String action, String outcome, String metadata) {
    return new LoggedRecord(
        new AuditRecord(
            "owner-1",
            12,
            Optional.empty(),
            Instant.parse("2026-11-21T12:00:00.123456Z"),
            "actor-1",
            AuditRecord.NONE,
            action,
            outcome,
            "shop",
            metadata),
        HASH);
  }

  @Test
  void write_aRecord_isTheDocumentedLine() {
    assertThat(new CefLines("1.2").write(record("pull", "ok", "{\"version\":7}")))
        .isEqualTo(
            "CEF:0|Coffer|Coffer|1.2|pull|Vault read|1|rt=1795262400123 externalId=12 act=pull"
                + " outcome=ok suid=actor-1 duid=owner-1 cs1=none cs1Label=device cs2=shop"
                + " cs2Label=vault cs3={\"version\":7} cs3Label=metadata"
                + " cs4="
                + HASH.text().replace("=", "\\=")
                + " cs4Label=hash cs5=none cs5Label=previous");
  }

  @Test
  void write_aHeaderField_escapesPipesAndBackslashesAndHasNoLineEnd() {
    assertThat(new CefLines("a|b\\c\r\nd=e").write(record("x|y\\z\nw=v", "ok", "{}")))
        .startsWith("CEF:0|Coffer|Coffer|a\\|b\\\\c d=e|x\\|y\\\\z w=v|x\\|y\\\\z w=v|3|rt=");
  }

  @Test
  void write_anExtension_escapesEqualsBackslashesAndLineEnds() {
    String line = new CefLines("1").write(record("pull", "ok", "a=b\\c|d\r\ne\u0085f"));
    assertThat(line).contains(" cs3=a\\=b\\\\c|d\\r\\ne f cs3Label=metadata ");
    assertThat(line.lines()).hasSize(1);
  }

  @Test
  void write_aFailure_isMoreSevereThanAnySuccess() {
    assertThat(new CefLines("1").write(record("pull", "refused", "{}")))
        .startsWith("CEF:0|Coffer|Coffer|1|pull|Vault read|7|");
  }

  @Test
  void write_everyRecordOfALog_isOneLine() {
    CefLines form = new CefLines("1");
    assertThat(new FakeAudit(3).records())
        .allSatisfy(record -> assertThat(form.write(record).lines()).hasSize(1));
  }
}
