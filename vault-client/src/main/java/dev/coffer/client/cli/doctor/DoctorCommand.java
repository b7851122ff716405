package dev.coffer.client.cli.doctor;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.doctor.Doctor;
import dev.coffer.client.doctor.Finding;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code coffer doctor}. */
@Command(
    name = "doctor",
    description = {
      "Look for what is broken: keys, files, server, session, device, project.",
      "Changes nothing. Exit code 1 when something is broken."
    },
    footer = {"  coffer doctor", "  coffer doctor --json"})
public final class DoctorCommand extends CliCommand {
  public DoctorCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    List<Finding> findings =
        terminal().progress("looking around", () -> new Doctor(workspace()).examine());
    int broken = (int) findings.stream().filter(Finding::broken).count();
    if (json()) {
      List<Map<String, Object>> shapes = findings.stream().map(DoctorCommand::shape).toList();
      terminal().printJson(object("well", broken == 0, "findings", shapes));
    } else {
      findings.forEach(this::print);
    }
    if (broken > 0) {
      throw new ClientException.Failed(
          count(broken, "thing") + (broken == 1 ? " is" : " are") + " broken",
          "repair the first one first: others may come from it");
    }
    terminal().say("nothing is broken");
  }

  private void print(Finding finding) {
    terminal().printPlain((finding.broken() ? "broken: " : "note: ") + finding.what());
    terminal().printPlain("  why: " + finding.why());
    terminal().printPlain("  do:  " + finding.todo());
  }

  private static Map<String, Object> shape(Finding finding) {
    return object(
        "id", finding.id(),
        "level", finding.broken() ? "broken" : "note",
        "what", finding.what(),
        "why", finding.why(),
        "todo", finding.todo());
  }
}
