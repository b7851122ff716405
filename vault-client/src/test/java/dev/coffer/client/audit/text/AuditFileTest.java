package dev.coffer.client.audit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.audit.AuditCheck;
import dev.coffer.client.audit.FakeAudit;
import dev.coffer.client.audit.KnownHead;
import dev.coffer.client.audit.VerifiedLog;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
  private static final VaultId SHOP = new VaultId("shop");

  @TempDir Path place;
  private final FakeAudit server = new FakeAudit(7);
  private List<String> lines;
  private Optional<KnownHead> known = Optional.empty();

  @BeforeEach
  void export() throws IOException {
    Path file = place.resolve("log.jsonl");
    export(file, Optional.empty());
    lines = new ArrayList<>(Files.readAllLines(file));
  }

  private Optional<VerifiedLog> export(Path file, Optional<VaultId> only) throws IOException {
    AuditCheck check = AuditCheck.ofLog(1, only, Optional.empty());
    try (OutputStream out = Files.newOutputStream(file)) {
      return new AuditExport(server.walk(), 1, check, AuditLines::write).write(out);
    }
  }

  private Optional<VerifiedLog> verify(long from, Optional<VaultId> only) throws IOException {
    Path file = place.resolve("copy.jsonl");
    Files.write(file, lines);
    return verify(file, from, only);
  }

  private Optional<VerifiedLog> verify(Path file, long from, Optional<VaultId> only) {
    AuditCheck check = AuditCheck.ofCopy(from, only, owner -> known);
    new AuditFile(file).forEach(check::accept);
    return check.accepted();
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> verify(1, Optional.empty()))
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining(message);
  }

  @Test
  void verify_anExport_isRight() throws IOException {
    assertThat(verify(1, Optional.empty()))
        .hasValueSatisfying(
            log -> {
              assertThat(log.owner()).isEqualTo(FakeAudit.OWNER);
              assertThat(log.records()).isEqualTo(7);
              assertThat(log.last()).isEqualTo(7);
              assertThat(log.hash().text()).isEqualTo(server.entries.get(6).hash());
            });
  }

  @Test
  void verify_aByteFlipped_isRefusedWherever() throws IOException {
    Path file = place.resolve("flipped.jsonl");
    byte[] bytes = (lines.get(0) + "\n" + lines.get(1) + "\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length - 1; i++) {
      bytes[i] ^= 1;
      Files.write(file, bytes);
      assertThatThrownBy(() -> verify(file, 1, Optional.empty()))
          .as("byte %d of %s", i, lines)
          .isInstanceOf(ClientException.Tampered.class);
      bytes[i] ^= 1;
    }
  }

  @Test
  void verify_aLineGone_isNamed() {
    lines.remove(3);
    refuses("record 4: it is missing; the next one is record 5");
  }

  @Test
  void verify_firstLinesGone_isRefusedUnlessAskedFor() throws IOException {
    lines.remove(0);
    refuses("record 1: it is missing");
    assertThat(verify(2, Optional.empty())).map(VerifiedLog::records).contains(6L);
  }

  @Test
  void verify_linesSwapped_isRefused() {
    Collections.swap(lines, 2, 3);
    refuses("record 3: it is missing; the next one is record 4");
  }

  @Test
  void verify_aLineTwice_isRefused() {
    lines.add(3, lines.get(2));
    refuses("record 3: it comes after 3");
  }

  @Test
  void verify_anotherOwnersRecord_isRefused() {
    lines.set(2, lines.get(2).replace(FakeAudit.OWNER, "another"));
    refuses("record 3: it was changed");
  }

  @Test
  void verify_cutOff_isRefusedWithTheLine() {
    lines.set(6, lines.get(6).substring(0, 100));
    refuses("line 7 of");
  }

  @Test
  void verify_anEmptyFile_isRefused() {
    lines.clear();
    refuses("there is no record in");
  }

  @Test
  void verify_anotherLogThanTheKnownOne_isRefused() {
    known =
        Optional.of(
            new KnownHead(FakeAudit.OWNER, 5L, server.entries.get(5).hash(), Instant.EPOCH));
    refuses("record 5: it is not the one that was verified here");
  }

  @Test
  void verify_anOlderExportThanWhatIsKnown_isRight() throws IOException {
    known =
        Optional.of(new KnownHead(FakeAudit.OWNER, 99L, server.entries.get(5).hash(), Instant.MIN));
    assertThat(verify(1, Optional.empty())).isPresent();
  }

  @Test
  void verify_theRecordsOfOneVault_haveGaps() throws IOException {
    server.append("pull", "other");
    server.append("pull", "shop");
    Path file = place.resolve("shop.jsonl");
    server.hostility =
        page ->
            new AuditPage(
                page.entries().stream().filter(e -> e.vaultId().equals("shop")).toList(),
                page.nextCursor());
    export(file, Optional.of(SHOP));
    assertThat(verify(file, 1, Optional.of(SHOP))).map(VerifiedLog::records).contains(8L);
    assertThatThrownBy(() -> verify(file, 1, Optional.empty()))
        .hasMessageContaining("record 8: it is missing");
    assertThatThrownBy(() -> verify(file, 1, Optional.of(new VaultId("other"))))
        .hasMessageContaining("record 1: it does not concern vault other");
  }

  @Test
  void read_whatTwoReadersCouldReadDifferently_isRefused() {
    String line = lines.get(0);
    for (String other :
        List.of(
            line.replace("\"action\"", "\"actor\":\"eve\",\"action\""),
            line.replace("\"action\"", "\"more\":\"x\",\"action\""),
            line.replace("\"outcome\":\"ok\",", ""),
            line.replace("\"ok\"", "true"),
            line.replace("\"sequence\":1", "\"sequence\":1.0"),
            line.replace("\"sequence\":1", "\"sequence\":\"1\""),
            line.replace(".120Z", ".12Z"),
            line.replace("Z\"", "+00:00\""),
            line + line,
            "[" + line + "]",
            "")) {
      assertThatThrownBy(() -> AuditLines.read(other)).as(other).isInstanceOf(Malformed.class);
    }
    assertThat(AuditLines.read(line)).isEqualTo(server.records().get(0));
  }

  @Test
  void export_aBrokenLog_endsAtTheRecord() throws IOException {
    server.entries.remove(4);
    Path file = place.resolve("broken.jsonl");
    assertThatThrownBy(() -> export(file, Optional.empty()))
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining("record 5");
    assertThat(file).hasContent(String.join("\n", lines.subList(0, 4)));
  }
}
