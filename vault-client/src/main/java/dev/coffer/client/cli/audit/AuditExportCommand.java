package dev.coffer.client.cli.audit;

import dev.coffer.client.ClientException;
import dev.coffer.client.audit.AuditCheck;
import dev.coffer.client.audit.AuditWalk;
import dev.coffer.client.audit.KnownHead;
import dev.coffer.client.audit.LoggedRecord;
import dev.coffer.client.audit.VerifiedLog;
import dev.coffer.client.audit.text.AuditExport;
import dev.coffer.client.audit.text.AuditLines;
import dev.coffer.client.audit.text.CefLines;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OrganisationOption;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.store.AtomicFile;
import dev.coffer.protocol.VaultId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer audit export}. */
@Command(
    name = "export",
    description = {
      "Write the account's audit log, oldest record first, each one verified.",
      "jsonl: JSON lines for 'coffer audit verify --file'; cef: Common Event Format."
    },
    footer = {
      "  coffer audit export --output log.jsonl",
      "  coffer audit export --format cef --from 1001"
    })
public final class AuditExportCommand extends CliCommand {
  private static final String JSONL = "jsonl";
  private static final String CEF = "cef";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = JSONL,
      description = "jsonl or cef; jsonl when left out.")
  private String format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The file to write, mode 0600; standard output when left out.")
  private String output;

  @Option(names = "--overwrite", description = "Replace a file that exists.")
  private boolean overwrite;

  @Option(
      names = "--vault",
      paramLabel = "ID",
      description = "Only what concerns this vault; such a file has gaps.")
  private String vault;

  @Option(
      names = "--from",
      paramLabel = "SEQ",
      defaultValue = "1",
      description = "Begin with this record; 1 when left out.")
  private long from;

  @Mixin private OrganisationOption organisation;

  public AuditExportCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    organisation.applyTo(workspace());
    if (from < 1) {
      throw new ClientException.Usage("--from is at least 1", null);
    }
    Function<LoggedRecord, String> form = form();
    if (output == null) {
      Optional<VerifiedLog> written = toStandardOutput(export(form));
      terminal().say(sentence(written));
      return;
    }
    Path file = workspace().surroundings().folder().resolve(output);
    if (!overwrite && Files.exists(file)) {
      throw new ClientException.Conflict(
          output + " exists", "nothing was changed; --overwrite replaces it");
    }
    AuditExport export = export(form);
    report(terminal().progress("exporting the audit log", () -> toFile(export, file)));
  }

  private Function<LoggedRecord, String> form() {
    return switch (format) {
      case JSONL -> AuditLines::write;
      case CEF -> new CefLines(version())::write;
      default ->
          throw new ClientException.Usage(
              "there is no format '" + format + "'", "give jsonl or cef");
    };
  }

  private static String version() {
    return Optional.ofNullable(AuditExportCommand.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private AuditExport export(Function<LoggedRecord, String> form) {
    Optional<VaultId> only = Optional.ofNullable(vault).map(VaultId::new);
    String owner = workspace().auditOwner();
    Optional<KnownHead> known =
        workspace().existingAuditHeads().flatMap(heads -> heads.known(owner));
    AuditCheck check = AuditCheck.ofLog(from, only, known);
    return new AuditExport(new AuditWalk(owner, workspace().audit(only)), from, check, form);
  }

  private Optional<VerifiedLog> toStandardOutput(AuditExport export) {
    try {
      return export.write(terminal().output());
    } catch (IOException e) {
      throw Terminal.noReader();
    }
  }

  private static Optional<VerifiedLog> toFile(AuditExport export, Path file) {
    AtomicReference<Optional<VerifiedLog>> written = new AtomicReference<>();
    AtomicFile.writePrivate(file, out -> written.set(export.write(out)));
    return written.get();
  }

  private void report(Optional<VerifiedLog> log) {
    report(
        object(
            "format", format,
            "to", output,
            "records", log.map(VerifiedLog::records).orElse(0L),
            "first", log.map(VerifiedLog::first).orElse(null),
            "last", log.map(VerifiedLog::last).orElse(null),
            "hash", log.map(found -> found.hash().text()).orElse(null)),
        sentence(log) + " to " + output);
  }

  private static String sentence(Optional<VerifiedLog> log) {
    return log.map(
            found ->
                "exported "
                    + found.records()
                    + (found.records() == 1 ? " record, " : " records, ")
                    + found.first()
                    + " to "
                    + found.last())
        .orElse("exported no record");
  }
}
