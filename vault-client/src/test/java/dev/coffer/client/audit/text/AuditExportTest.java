package dev.coffer.client.audit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.audit.AuditCheck;
import dev.coffer.client.audit.FakeAudit;
import dev.coffer.client.store.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditExportTest {
  @TempDir Path place;

  private static AuditExport of(FakeAudit server) {
    AuditCheck check = AuditCheck.ofLog(1, Optional.empty(), Optional.empty());
    return new AuditExport(server.walk(), 1, check, AuditLines::write);
  }

  @Test
  void write_aLongLog_goesOutWhilePagesComeIn() throws IOException {
    FakeAudit server = new FakeAudit(300);
    var out = new ByteArrayOutputStream();
    List<Integer> writtenAtEachPage = new ArrayList<>();
    server.hostility =
        page -> {
          writtenAtEachPage.add(out.size());
          return page;
        };
    of(server).write(out);
    int all = out.size();
    // Twenty pages are less than the buffers hold.
    for (int i = 20; i < writtenAtEachPage.size(); i++) {
      assertThat(writtenAtEachPage.get(i)).isGreaterThan(writtenAtEachPage.get(i - 20));
    }
    assertThat(writtenAtEachPage.get(99)).isBetween(all / 2, all);
  }

  @Test
  void write_aFileThatBreaksOff_leavesTheOldOneAndNothingElse() throws IOException {
    FakeAudit server = new FakeAudit(9);
    server.entries.remove(6);
    Path file = Files.writeString(place.resolve("log.jsonl"), "before\n");
    assertThatThrownBy(() -> AtomicFile.writePrivate(file, out -> of(server).write(out)))
        .isInstanceOf(ClientException.Tampered.class);
    assertThat(file).hasContent("before");
    try (var entries = Files.list(place)) {
      assertThat(entries).containsExactly(file);
    }
  }

  @Test
  void write_nobodyReads_isTheWritersFailure() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("nobody reads on");
          }
        };
    assertThatThrownBy(() -> of(new FakeAudit(300)).write(closed))
        .isInstanceOf(IOException.class)
        .hasMessage("nobody reads on");
  }
}
