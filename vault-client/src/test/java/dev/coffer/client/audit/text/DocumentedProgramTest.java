package dev.coffer.client.audit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.audit.AuditCheck;
import dev.coffer.client.audit.FakeAudit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in docs/audit.md, which shares no code with ours, agrees with it. */
class DocumentedProgramTest {
  private static final String BEGIN = "```python\n";

  @TempDir Path place;
  private final FakeAudit server = new FakeAudit(12);
  private Path log;

  /** How the program ended, and what it printed. */
  private record Said(int code, String text) {}

  @BeforeEach
  void export() throws IOException {
    server.append("sign_out", null);
    log = place.resolve("log.jsonl");
    AuditCheck check = AuditCheck.ofLog(1, Optional.empty(), Optional.empty());
    try (OutputStream out = Files.newOutputStream(log)) {
      new AuditExport(server.walk(), 1, check, AuditLines::write).write(out);
    }
  }

  private Said check() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "audit.md"));
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    Path program =
        Files.writeString(
            place.resolve("check.py"), page.substring(begin, page.indexOf("```", begin)));
    Path output = place.resolve("output");
    Process process =
        new ProcessBuilder("python3", program.toString())
            .redirectInput(log.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Said(process.exitValue(), Files.readString(output).strip());
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void program_onAnExportAndOnAChangedOne_saysWhatWeSay() throws Exception {
    assumeTrue(hasPython(), "python3 is not installed");
    assertThat(check()).isEqualTo(new Said(0, "13 " + server.entries.get(12).hash()));
    List<String> lines = new ArrayList<>(Files.readAllLines(log));
    lines.set(4, lines.get(4).replace("push", "pull"));
    Files.write(log, lines);
    assertThat(check()).isEqualTo(new Said(1, "broken at line 5"));
  }
}
