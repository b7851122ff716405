package dev.coffer.client.audit.text;

import dev.coffer.client.audit.LoggedRecord;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.audit.AuditRecord;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One record as one line of the ArcSight Common Event Format, version 0; docs/audit.md has the
 * mapping. Whatever a record holds, it stays one line and its fields stay apart.
 *
 * @param version of Coffer, as the header names it
 */
public record CefLines(String version) {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}+");
  private static final int READING = 1;
  private static final int CHANGE = 3;
  private static final int RIGHTS = 5;
  private static final int FAILURE = 7;

  /** What an event is called, and how much a reader should mind it, from 0 to 10. */
  private record Meaning(String name, int severity) {}

  private static final Map<String, Meaning> MEANINGS =
      Map.ofEntries(
          Map.entry("pull", new Meaning("Vault read", READING)),
          Map.entry("push", new Meaning("Vault version stored", CHANGE)),
          Map.entry("rotate_key", new Meaning("Vault key replaced", RIGHTS)),
          Map.entry("keys_add", new Meaning("Vault key given to devices", RIGHTS)),
          Map.entry("sign_in", new Meaning("Signed in", CHANGE)),
          Map.entry("sign_out", new Meaning("Signed out", CHANGE)),
          Map.entry("token_create", new Meaning("Access token issued", RIGHTS)),
          Map.entry("token_rotate", new Meaning("Access token replaced", CHANGE)),
          Map.entry("token_revoke", new Meaning("Access token revoked", RIGHTS)),
          Map.entry("account_create", new Meaning("Account created", RIGHTS)),
          Map.entry("device_register", new Meaning("Device registered", CHANGE)),
          Map.entry("device_approve", new Meaning("Device approved", RIGHTS)),
          Map.entry("device_revoke", new Meaning("Device revoked", RIGHTS)));

  /** The line for {@code logged}, without a line end. */
  public String write(LoggedRecord logged) {
    AuditRecord record = logged.record();
    Meaning meaning = MEANINGS.getOrDefault(record.action(), new Meaning(record.action(), CHANGE));
    int severity = record.outcome().equals("ok") ? meaning.severity() : FAILURE;
    StringBuilder line = new StringBuilder("CEF:0|Coffer|Coffer");
    header(line, version);
    header(line, record.action());
    header(line, meaning.name());
    header(line, String.valueOf(severity));
    line.append("|rt=").append(record.time().toEpochMilli());
    extension(line, "externalId", String.valueOf(record.sequence()));
    extension(line, "act", record.action());
    extension(line, "outcome", record.outcome());
    extension(line, "suid", record.actor());
    extension(line, "duid", record.owner());
    custom(line, 1, "device", record.device());
    custom(line, 2, "vault", record.vault());
    custom(line, 3, "metadata", record.metadata());
    custom(line, 4, "hash", logged.hash().text());
    custom(line, 5, "previous", record.previous().map(Digest::text).orElse(AuditRecord.NONE));
    return line.toString();
  }

  private static void custom(StringBuilder line, int number, String label, String value) {
    extension(line, "cs" + number, value);
    extension(line, "cs" + number + "Label", label);
  }

  /** A header field takes no line end at all, escaped or not. */
  private static void header(StringBuilder line, String value) {
    String plain = CONTROL.matcher(value).replaceAll(" ");
    line.append('|').append(plain.replace("\\", "\\\\").replace("|", "\\|"));
  }

  private static void extension(StringBuilder line, String key, String value) {
    String escaped =
        value.replace("\\", "\\\\").replace("=", "\\=").replace("\r", "\\r").replace("\n", "\\n");
    String plain = CONTROL.matcher(escaped).replaceAll(" ");
    line.append(' ').append(key).append('=').append(plain);
  }
}
