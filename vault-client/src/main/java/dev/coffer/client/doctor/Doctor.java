package dev.coffer.client.doctor;

import dev.coffer.client.Workspace;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Examines one profile and one folder and changes nothing. What depends on something broken is not
 * examined: without a key there is no store, without a session no device.
 */
public final class Doctor {
  private final Workspace workspace;
  private final Optional<UserPrincipal> user;

  /** Examines {@code workspace} as the user that runs this process. */
  public Doctor(Workspace workspace) {
    this(workspace, currentUser());
  }

  Doctor(Workspace workspace, Optional<UserPrincipal> user) {
    this.workspace = workspace;
    this.user = user;
  }

  /** Everything that was found, in the order in which it is best repaired. */
  public List<Finding> examine() {
    List<Finding> findings = new ArrayList<>(new FileExamination(workspace, user).findings());
    List<Finding> machine = new MachineExamination(workspace).findings();
    findings.addAll(machine);
    boolean sound = machine.stream().noneMatch(Finding::broken);
    boolean known = sound && workspace.machine().exists();
    List<Finding> store = known ? new StoreExamination(workspace).findings() : List.of();
    findings.addAll(store);
    boolean readable = known && store.isEmpty();
    List<Finding> server = new ServerExamination(workspace, readable).findings();
    findings.addAll(server);
    if (readable) {
      boolean reached = server.stream().noneMatch(ServerExamination::silent);
      findings.addAll(new AccountExamination(workspace, reached).findings());
    }
    findings.addAll(new ProjectExamination(workspace, readable).findings());
    return List.copyOf(findings);
  }

  /** Empty where the operating system does not tell: then no owner is a stranger. */
  private static Optional<UserPrincipal> currentUser() {
    try {
      return Optional.of(
          FileSystems.getDefault()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName(System.getProperty("user.name")));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
