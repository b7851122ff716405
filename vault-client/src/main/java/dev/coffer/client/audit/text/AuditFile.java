package dev.coffer.client.audit.text;

import dev.coffer.client.ClientException;
import dev.coffer.client.audit.LoggedRecord;
import dev.coffer.protocol.Malformed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of {@link AuditLines}, read a line at a time. */
public record AuditFile(Path path) {
  private static final String HINT =
      "'coffer audit export --format jsonl' makes such files; this one was changed, cut off, or is"
          + " another file";

  /**
   * Gives each record to {@code each}, in the file's order.
   *
   * @throws ClientException.Tampered when a line is no record, with its number
   */
  public void forEach(Consumer<LoggedRecord> each) {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        each.accept(record(number, line));
      }
    } catch (NoSuchFileException e) {
      throw new ClientException.NotFound("there is no file " + path, null);
    } catch (CharacterCodingException e) {
      throw noRecord(number + 1, "it is not UTF-8");
    } catch (IOException e) {
      throw new ClientException.LocalStore("cannot read " + path, "check its permissions", e);
    }
    if (number == 0) {
      throw new ClientException.Tampered("there is no record in " + path, HINT);
    }
  }

  private LoggedRecord record(int number, String line) {
    try {
      return AuditLines.read(line);
    } catch (Malformed e) {
      throw noRecord(number, e.getMessage());
    }
  }

  private ClientException noRecord(int number, String why) {
    return new ClientException.Tampered(
        "line " + number + " of " + path + " is no record of an audit log: " + why, HINT);
  }
}
