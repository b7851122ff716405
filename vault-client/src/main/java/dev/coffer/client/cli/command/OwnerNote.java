package dev.coffer.client.cli.command;

import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.project.ProjectFile.OwnerRecord;
import java.util.Locale;

/**
 * Whose vault the CI jobs of a checkout ask for, written into its project file, and what a person
 * is told of that. Another owner who stands there stays, and the person is warned.
 *
 * @param owner id of the account or organisation
 * @param file that says so, or does not
 */
public record OwnerNote(String owner, String file, OwnerRecord outcome) {
  /** Writes {@code owner} down where nobody stands. */
  public static OwnerNote in(ProjectFile project, String owner) {
    return new OwnerNote(
        owner, project.path().getFileName().toString(), project.recordOwner(owner));
  }

  /** {@code written}, {@code known} or {@code another}. */
  public String word() {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Says what a person has to do about it.
   *
   * @param warningsOnly where the rest is printed as JSON
   */
  public void tell(Terminal terminal, boolean warningsOnly) {
    if (outcome == OwnerRecord.ANOTHER) {
      terminal.warn(
          file
              + " names another owner, whose vault the jobs ask for; write \"owner\": \""
              + owner
              + "\" there, or set COFFER_OWNER in the job");
    } else if (outcome == OwnerRecord.WRITTEN && !warningsOnly) {
      terminal.say(
          "  wrote the owner into " + file + ", so that jobs read nobody else's vault: commit it");
    }
  }
}
