package dev.coffer.client.doctor;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.payload.LpmKeyFile;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.PayloadFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether this folder belongs to a vault, and how its file and the local copy stand. */
final class ProjectExamination {
  private final Workspace workspace;
  private final boolean readable;

  /**
   * Examines the current folder.
   *
   * @param readable whether the local copies open
   */
  ProjectExamination(Workspace workspace, boolean readable) {
    this.workspace = workspace;
    this.readable = readable;
  }

  List<Finding> findings() {
    try {
      return workspace.project().map(this::examine).orElseGet(() -> List.of(noProject()));
    } catch (ClientException.Usage | ClientException.LocalStore e) {
      return List.of(
          Finding.of(
              "project_file_unusable",
              e,
              "no command knows which vault this folder belongs to",
              "take it from version control"));
    }
  }

  private Finding noProject() {
    return Finding.note(
        "no_project",
        workspace.surroundings().folder() + " belongs to no vault: there is no coffer.json",
        "commands about values work inside a project only",
        "change into one, or run 'coffer init' ('coffer init --vault ID' for a vault that exists)");
  }

  private List<Finding> examine(ProjectFile project) {
    List<Finding> findings = new ArrayList<>();
    lpmKey(project).ifPresent(findings::add);
    if (readable) {
      Optional<LocalVault> local = workspace.vaults().find(project.vault());
      versions(project, local.map(LocalVault::version).orElse(0)).ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<Finding> versions(ProjectFile project, int here) {
    int there = project.version();
    if (here < there) {
      return Optional.of(
          Finding.note(
              "copy_behind",
              "the local copy has version " + here + ", " + project.path() + " knows " + there,
              "values may be missing or old here",
              "run 'coffer pull'"));
    }
    if (there < here) {
      return Optional.of(
          Finding.note(
              "project_file_behind",
              project.path() + " knows version " + there + ", the local copy has " + here,
              "a colleague's new checkout would accept an older version from the server",
              "take the newer file from version control; the next push or pull writes it, too"));
    }
    return Optional.empty();
  }

  private Optional<Finding> lpmKey(ProjectFile project) {
    Path file = LpmKeyFile.path(workspace.surroundings().environment());
    boolean needed = project.format() == PayloadFormat.LPM && project.version() > 0;
    if (!needed || Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.broken(
            "lpm_key_missing",
            "there is no " + file + ", and this project's vault is in format lpm",
            "what other machines pushed does not open here, and a push would make a new key",
            "copy the file from a machine that can open the vault, mode 0600"));
  }
}
