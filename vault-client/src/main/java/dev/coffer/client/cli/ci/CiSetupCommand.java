package dev.coffer.client.cli.ci;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.SavedSession;
import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.OwnerNote;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.client.store.AtomicFile;
import dev.coffer.client.workload.Audience;
import dev.coffer.client.workload.setup.Archive;
import dev.coffer.client.workload.setup.Checkout;
import dev.coffer.client.workload.setup.CiSystem;
import dev.coffer.client.workload.setup.Workflow;
import dev.coffer.protocol.PayloadFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer ci setup SYSTEM}. */
@Command(
    name = "setup",
    description = {
      "Write a CI job that pulls an environment of this project, and say which policy",
      "lets it. github-actions: .github/workflows/coffer.yml; gitlab: .gitlab/coffer.yml."
    },
    footer = {
      "  coffer ci setup github-actions --env=production",
      "  coffer ci setup gitlab --env=staging --force"
    })
public final class CiSetupCommand extends EnvironmentCommand {
  @Parameters(paramLabel = "SYSTEM", description = "github-actions or gitlab.")
  private String system;

  @Option(names = "--server", paramLabel = "URL", description = "The server, as a job reaches it.")
  private String server;

  @Option(
      names = "--audience",
      paramLabel = "A",
      description = "Of the identity token; 'coffer' when left out.")
  private String audience;

  @Option(
      names = "--archive",
      paramLabel = "URL",
      description = "Where a job gets coffer-VERSION.tar.gz from.")
  private String archive;

  @Option(names = "--sha256", paramLabel = "HEX", description = "The archive's digest.")
  private String sha256;

  @Option(names = "--force", description = "Replace a file that says something else.")
  private boolean force;

  public CiSetupCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    CiSystem chosen = CiSystem.named(system);
    ProjectFile project = workspace().requireProject();
    Checkout checkout = new Checkout(project.folder());
    Path top = checkout.top().orElse(project.folder());
    ServerAddress address = workspace().server(Optional.ofNullable(server));
    Optional<String> owner = project.owner().or(() -> owner(project, address));
    Workflow workflow = workflow(project, checkout, new Place(top, address, owner));
    write(top.resolve(chosen.file()), chosen.file(), workflow.text(chosen));
    Optional<OwnerNote> note = owner.map(id -> OwnerNote.in(project, id));
    String allow = workflow.allow(chosen, checkout.repository());
    report(
        object(
            "system", chosen.wireName(),
            "file", chosen.file(),
            "environment", environment().value(),
            "owner", owner.orElse(null),
            "allow", allow),
        "wrote " + chosen.file());
    if (!json()) {
      note.ifPresent(one -> one.tell(terminal(), false));
      talk(chosen, workflow, allow);
    }
  }

  /**
   * The account of this machine where it has synchronised the vault as its own with that server:
   * somebody's id is nobody's on another server, and a checkout may be of somebody else's vault.
   */
  private Optional<String> owner(ProjectFile project, ServerAddress address) {
    boolean synchronised =
        project.format() == PayloadFormat.COFFER_1
            && workspace()
                .existingVaults()
                .filter(vaults -> vaults.read(project.vault()).version() > 0)
                .isPresent();
    return workspace()
        .savedSession()
        .filter(session -> synchronised && session.server().equals(address.text()))
        .map(SavedSession::accountId);
  }

  /** Where the job runs, and whom it asks for whose vault. */
  private record Place(Path top, ServerAddress server, Optional<String> owner) {}

  private Workflow workflow(ProjectFile project, Checkout checkout, Place place) {
    boolean below = !isSame(place.top(), project.folder());
    return new Workflow(
        place.server(),
        Audience.of(Optional.ofNullable(audience), workspace().surroundings().environment()),
        environment(),
        below
            ? Optional.of(new Workflow.Elsewhere(project.vault(), place.owner()))
            : Optional.empty(),
        checkout.branch(),
        Archive.of(Optional.ofNullable(archive), Optional.ofNullable(sha256)));
  }

  private static boolean isSame(Path top, Path folder) {
    try {
      return Files.isSameFile(top, folder);
    } catch (IOException e) {
      throw new ClientException.LocalStore("cannot look at " + folder, null, e);
    }
  }

  private void write(Path file, String name, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    Optional<byte[]> old = AtomicFile.read(file);
    if (!force && old.filter(there -> !MessageDigest.isEqual(there, content)).isPresent()) {
      throw new ClientException.Conflict(
          name + " exists and says something else", "nothing was changed; --force replaces it");
    }
    makeFolder(file.getParent());
    AtomicFile.writePublic(file, content);
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ClientException.LocalStore(
          "cannot make the folder " + folder, "check its permissions", e);
    }
  }

  private void talk(CiSystem chosen, Workflow workflow, String allow) {
    if (workflow.archive().isEmpty()) {
      terminal()
          .say(
              "set these variables of the repository, or give --archive and --sha256: "
                  + String.join(", ", Workflow.ARCHIVE_VARIABLES));
    }
    if (workflow.server().isOnThisMachine()) {
      terminal().warn("a job cannot reach " + workflow.server() + "; give --server");
    }
    if (chosen == CiSystem.GITLAB) {
      terminal().say("add to .gitlab-ci.yml: include: [{ local: " + chosen.file() + " }]");
    }
    terminal().say("then let it pull:");
    terminal().print(allow);
  }
}
