package dev.coffer.client.guard;

import dev.coffer.client.ClientException;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the values of local vaults out of files. The digests that it compares by are made from the
 * sealed local copies when it searches: nothing of them is kept (ADR 11).
 */
public final class Guard {
  private static final String[] PROJECT_FILES = {
    ":(top,glob)**/" + ProjectFile.COFFER_NAME, ":(top,glob)**/" + ProjectFile.LPM_NAME
  };

  private final Path folder;
  private final Optional<VaultStore> vaults;
  private final SecureRandom random;
  private final Consumer<String> warnings;

  /**
   * @param vaults empty where nothing was ever stored
   */
  public Guard(
      Path folder, Optional<VaultStore> vaults, SecureRandom random, Consumer<String> warnings) {
    this.folder = folder;
    this.vaults = vaults;
    this.random = random;
    this.warnings = warnings;
  }

  /**
   * Searches what the index of git would commit. Where no copy of a vault is, there is nothing to
   * search for and no reason to refuse: a branch may be older than the vault.
   */
  public ScanReport staged(boolean allVaults) {
    Git git = requireGit();
    Search search = new Search(guarded(allVaults), random);
    search.blobs(git, git.staged());
    return search.report();
  }

  /** Searches everything that the commits of {@code range}, such as {@code main..HEAD}, added. */
  public ScanReport range(String range, boolean allVaults) {
    Git git = requireGit();
    Search search = search(allVaults);
    search.blobs(git, git.added(range));
    return search.report();
  }

  /**
   * Searches {@code paths} and what is below them, or without any the files that git tracks or
   * would track, and where there is no git everything in the folder.
   */
  public ScanReport files(List<String> paths, boolean allVaults) {
    Search search = search(allVaults);
    Optional<Git> git = Git.around(folder);
    if (!paths.isEmpty()) {
      paths.forEach(path -> search.below(folder.resolve(path), path));
    } else if (git.isPresent()) {
      search.files(git.get().top(), git.get().files());
    } else {
      search.below(folder, "");
    }
    return search.report();
  }

  /** What would be searched for. */
  public GuardedValues.Summary values(boolean allVaults) {
    return guarded(allVaults).summary();
  }

  /** The hook of the work tree that the folder lies in. */
  public PreCommitHook hook() {
    return new PreCommitHook(requireGit());
  }

  private Git requireGit() {
    return Git.around(folder)
        .orElseThrow(
            () ->
                new ClientException.Usage(
                    "this folder is in no work tree of git", "run 'git init', or give a path"));
  }

  private Search search(boolean allVaults) {
    GuardedValues values = guarded(allVaults);
    if (values.isEmpty()) {
      throw new ClientException.NotFound(
          "nothing to search for: this machine has no values of this folder's vaults",
          "run 'coffer pull', or search for those of --all-vaults");
    }
    return new Search(values, random);
  }

  private GuardedValues guarded(boolean allVaults) {
    GuardedValues values = new GuardedValues();
    Map<String, ProjectFile> projects = projects();
    vaults.ifPresent(
        store ->
            locals(store, projects, allVaults)
                .forEach(local -> values.add(local, allowed(projects.get(local.vault())))));
    return values;
  }

  private static List<LocalVault> locals(
      VaultStore store, Map<String, ProjectFile> projects, boolean allVaults) {
    return allVaults
        ? store.all()
        : projects.values().stream().flatMap(p -> store.find(p.vault()).stream()).toList();
  }

  private static Allowed allowed(ProjectFile project) {
    return project == null ? Allowed.NONE : new Allowed(project.guardAllows());
  }

  /** The folder's own project, and those of the whole work tree: a commit is the work tree's. */
  private Map<String, ProjectFile> projects() {
    Map<String, ProjectFile> found = new LinkedHashMap<>();
    ProjectFile.find(folder).ifPresent(project -> found.put(project.vault().value(), project));
    Git.around(folder).ifPresent(git -> projects(git, found));
    return found;
  }

  private void projects(Git git, Map<String, ProjectFile> found) {
    for (String name : git.files(PROJECT_FILES)) {
      try {
        ProjectFile.find(git.top().resolve(name).getParent())
            .ifPresent(project -> found.putIfAbsent(project.vault().value(), project));
      } catch (ClientException.Usage e) {
        warnings.accept(e.getMessage() + "; values of its vault are not searched for");
      }
    }
  }
}
