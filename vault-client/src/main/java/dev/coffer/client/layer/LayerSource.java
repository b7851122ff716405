package dev.coffer.client.layer;

import dev.coffer.client.ClientException;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Reads layers from this machine's sealed copies; no server is asked. A vault is read once, so one
 * source shows one state.
 */
public final class LayerSource implements References.Lookup {
  private final Path current;
  private final ProjectFile project;
  private final VaultStore store;
  private final Map<VaultId, LocalVault> read = new HashMap<>();
  private final Map<String, Layer> made = new HashMap<>();
  private final Set<Path> folders = new TreeSet<>();

  /**
   * Reads from {@code store}.
   *
   * @param current the folder that names given to {@link #layers} start from
   * @param project the project that {@code current} lies in
   */
  public LayerSource(Path current, ProjectFile project, VaultStore store) {
    this.current = current;
    this.project = project;
    this.store = store;
  }

  /**
   * The project's {@code environment} with {@code with} laid over it.
   *
   * @throws ClientException.NotFound when this machine has no copy of a vault, or a vault does not
   *     have the environment
   */
  public Layers layers(EnvironmentName environment, List<String> with) {
    List<Layer> layers = new ArrayList<>();
    layers.add(ofProject(new LayerName(Optional.empty(), environment), project));
    for (String name : with) {
      layers.add(layer(Optional.of(current), LayerName.parse(name)));
    }
    return new Layers(layers);
  }

  /** What {@code layers} give to a command, references replaced if {@code resolve} says so. */
  public Variables variables(Layers layers, boolean resolve) {
    SortedMap<String, String> merged = layers.merged();
    for (String value : merged.values()) {
      if (resolve && !ValueText.isPlain(value)) {
        return new References(layers, this).resolved();
      }
    }
    return Variables.of(merged, List.of());
  }

  /** The folders of all projects that were read so far. */
  public Set<Path> folders() {
    return folders;
  }

  @Override
  public Layer layer(Optional<Path> folder, LayerName name) {
    if (name.project().isEmpty()) {
      return ofProject(name, project);
    }
    String other = name.project().get();
    Optional<ProjectFile> found = folder.flatMap(base -> projectIn(base, other));
    return found.isPresent()
        ? ofProject(name, found.get())
        : made(name, Optional.empty(), vaultCalled(other));
  }

  /** A folder that only lies in a project is not one: its name would say something else. */
  private static Optional<ProjectFile> projectIn(Path base, String folder) {
    try {
      Path path = base.resolve(folder).toAbsolutePath().normalize();
      return ProjectFile.find(path).filter(found -> found.folder().equals(path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private VaultId vaultCalled(String name) {
    try {
      VaultId id = new VaultId(name);
      if (store.find(id).isPresent()) {
        return id;
      }
    } catch (Malformed e) {
      // The name can only have been meant as a folder.
    }
    throw new ClientException.NotFound(
        "'" + name + "' is neither the folder of a project nor a vault on this machine",
        "name a folder that has a coffer.json, or run 'coffer pull' in that project first");
  }

  private Layer ofProject(LayerName name, ProjectFile file) {
    folders.add(file.folder());
    return made(name, Optional.of(file.folder()), file.vault());
  }

  private Layer made(LayerName name, Optional<Path> folder, VaultId vault) {
    String identity = vault + ":" + name.environment();
    Layer known = made.get(identity);
    if (known == null) {
      SortedMap<String, String> variables = variables(vault, name.environment());
      known = new Layer(name.toString(), folder, variables);
      made.put(identity, known);
    }
    return known;
  }

  private SortedMap<String, String> variables(VaultId vault, EnvironmentName environment) {
    LocalVault local = read.computeIfAbsent(vault, this::local);
    SortedMap<String, String> variables = local.working().of(environment);
    // Every vault has a default environment, if an empty one; any other name may be mistyped.
    if (variables.isEmpty() && !environment.equals(EnvironmentName.DEFAULT)) {
      throw new ClientException.NotFound(
          "vault " + vault + " has no environment '" + environment + "' on this machine",
          "it has "
              + (local.working().isEmpty()
                  ? "no variables"
                  : String.join(", ", local.working().environments().keySet()))
              + "; 'coffer pull' brings others' changes");
    }
    return variables;
  }

  private LocalVault local(VaultId vault) {
    return store
        .find(vault)
        .orElseThrow(
            () ->
                new ClientException.NotFound(
                    "this machine has no copy of vault " + vault,
                    "run 'coffer pull', or 'coffer set' to begin a vault of your own"));
  }
}
