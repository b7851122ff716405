package dev.coffer.client.doctor;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.store.SealedFile;
import java.util.ArrayList;
import java.util.List;

/** Whether every sealed file opens, and holds what it should. */
final class StoreExamination {
  private static final String WHY =
      "a disk fault, a copy from another machine or a change by hand; nothing of it is used";
  private static final String TODO = "restore it from a backup, or move it away and sign in again";

  private static final String VERIFIED_ANEW =
      "it is not believed: every signature is verified again until it is written anew";

  private final Workspace workspace;

  StoreExamination(Workspace workspace) {
    this.workspace = workspace;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (SealedFile file : workspace.folder().files("")) {
      examine(findings, file);
    }
    if (findings.stream().noneMatch(Finding::broken)) {
      examine(findings, () -> workspace.vaults().all());
      examine(findings, () -> workspace.sessions().saved());
    }
    return findings;
  }

  private static void examine(List<Finding> findings, SealedFile file) {
    if (!file.isMadeAnew()) {
      examine(findings, file::read);
      return;
    }
    try {
      file.read();
    } catch (ClientException e) {
      findings.add(
          Finding.note("snapshot_damaged", e.getMessage(), VERIFIED_ANEW, e.hint().orElse(TODO)));
    }
  }

  private static void examine(List<Finding> findings, Runnable look) {
    try {
      look.run();
    } catch (ClientException e) {
      findings.add(Finding.of("store_damaged", e, WHY, TODO));
    }
  }
}
