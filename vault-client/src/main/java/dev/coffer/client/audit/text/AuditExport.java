package dev.coffer.client.audit.text;

import dev.coffer.client.ClientException;
import dev.coffer.client.audit.AuditCheck;
import dev.coffer.client.audit.AuditWalk;
import dev.coffer.client.audit.LoggedRecord;
import dev.coffer.client.audit.VerifiedLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Copies a log, checking each record before it is written: what is not right is not exported.
 *
 * @param from the first record
 * @param form one record's line
 */
public record AuditExport(
    AuditWalk walk, long from, AuditCheck check, Function<LoggedRecord, String> form) {

  /**
   * Writes every record to {@code out}, which stays open. Not to be called twice.
   *
   * @throws ClientException.Tampered at the first record that is not right; those before it are
   *     written
   */
  public Optional<VerifiedLog> write(OutputStream out) throws IOException {
    Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      walk.forEach(from, next -> write(lines, next));
      return check.complete();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      lines.flush();
    }
  }

  private void write(Writer lines, LoggedRecord next) {
    check.accept(next);
    try {
      lines.write(form.apply(next));
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
