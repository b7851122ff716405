package dev.coffer.client.cli.audit;

import dev.coffer.client.ClientException;
import dev.coffer.client.audit.AuditCheck;
import dev.coffer.client.audit.AuditVerification;
import dev.coffer.client.audit.AuditWalk;
import dev.coffer.client.audit.KnownHead;
import dev.coffer.client.audit.VerifiedLog;
import dev.coffer.client.audit.text.AuditFile;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OrganisationOption;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.protocol.VaultId;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer audit verify}. */
@Command(
    name = "verify",
    description = {
      "Check every record of the account's audit log, and that it goes on from what was"
          + " verified here before.",
      "With --file an export in JSON lines, without a server."
    },
    footer = {"  coffer audit verify", "  coffer audit verify --file log.jsonl"})
public final class AuditVerifyCommand extends CliCommand {
  @Option(names = "--file", paramLabel = "FILE", description = "An export instead of the server.")
  private String file;

  @Option(
      names = "--from",
      paramLabel = "SEQ",
      defaultValue = "1",
      description = "Begin with this record; 1 when left out.")
  private long from;

  @Option(
      names = "--vault",
      paramLabel = "ID",
      description = "The file has the records of this vault alone.")
  private String vault;

  @Mixin private OrganisationOption organisation;

  public AuditVerifyCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    organisation.applyTo(workspace());
    if (from < 1) {
      throw new ClientException.Usage("--from is at least 1", null);
    }
    if (file != null) {
      verifyFile();
    } else if (vault != null) {
      throw new ClientException.Usage(
          "--vault goes with --file only: a vault's records are linked through all others",
          "leave out --vault to verify the whole log");
    } else {
      verifyServer();
    }
  }

  private void verifyServer() {
    AuditWalk walk = new AuditWalk(workspace().auditOwner(), workspace().audit(Optional.empty()));
    AuditVerification verification =
        new AuditVerification(walk, workspace().auditHeads(), workspace().surroundings().clock());
    AuditVerification.Outcome outcome =
        terminal().progress("checking the audit log", () -> verification.verify(from));
    if (outcome.log().isEmpty() && from > 1) {
      throw new ClientException.NotFound("the audit log has no record " + from, null);
    }
    show(outcome.log(), outcome.remembered());
    if (outcome.log().isPresent() && !outcome.remembered() && !json()) {
      terminal()
          .say("not remembered: records before " + from + " were never verified on this machine");
    }
  }

  private void verifyFile() {
    Path path = workspace().surroundings().folder().resolve(file);
    AuditCheck check =
        AuditCheck.ofCopy(from, Optional.ofNullable(vault).map(VaultId::new), this::known);
    Optional<VerifiedLog> log =
        terminal()
            .progress(
                "checking " + file,
                () -> {
                  new AuditFile(path).forEach(check::accept);
                  return check.accepted();
                });
    show(log, false);
    if (!json()) {
      terminal()
          .say("what came later is not in the file; compare the hash with one noted elsewhere");
    }
  }

  private Optional<KnownHead> known(String owner) {
    return workspace().existingAuditHeads().flatMap(heads -> heads.known(owner));
  }

  private void show(Optional<VerifiedLog> log, boolean remembered) {
    if (json()) {
      terminal()
          .printJson(
              object(
                  "status", "verified",
                  "owner", log.map(VerifiedLog::owner).orElse(null),
                  "records", log.map(VerifiedLog::records).orElse(0L),
                  "first", log.map(VerifiedLog::first).orElse(null),
                  "last", log.map(VerifiedLog::last).orElse(null),
                  "hash", log.map(found -> found.hash().text()).orElse(null),
                  "remembered", remembered));
      return;
    }
    log.ifPresentOrElse(this::show, () -> terminal().say("the audit log has no record yet"));
  }

  private void show(VerifiedLog log) {
    terminal().printPlain("owner    " + log.owner());
    terminal().print("records  " + log.records());
    terminal().print("first    " + log.first());
    terminal().print("last     " + log.last());
    terminal().print("hash     " + log.hash());
    terminal()
        .say(
            "every record is as it was written"
                + (vault == null ? ", and none between them is missing" : ""));
  }
}
