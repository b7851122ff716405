package dev.coffer.client.layer;

import dev.coffer.client.ClientException;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.vault.LocalVault;
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
import java.util.UUID;

/**
 * Reads layers from this machine's sealed copies; no server is asked. A vault is read once, so one
 * source shows one state.
 */
public final class LayerSource implements References.Lookup {
  private final Path current;
  private final ProjectFile project;
  private final Copies copies;
  private final Map<OwnedVault, LocalVault> read = new HashMap<>();
  private final Map<String, Layer> made = new HashMap<>();
  private final Set<Path> folders = new TreeSet<>();

  /**
   * Reads local copies.
   *
   * @param current the folder that names given to {@link #layers} start from
   * @param project the project that {@code current} lies in
   */
  public LayerSource(Path current, ProjectFile project, Copies copies) {
    this.current = current;
    this.project = project;
    this.copies = copies;
  }

  /**
   * A vault and whose it is.
   *
   * @param organisation empty for the account's own
   */
  public record OwnedVault(Optional<UUID> organisation, VaultId vault) {
    static OwnedVault of(ProjectFile file) {
      return new OwnedVault(file.organisation(), file.vault());
    }

    @Override
    public String toString() {
      return vault.value();
    }
  }

  /** Finds what this machine has of a vault. */
  @FunctionalInterface
  public interface Copies {
    Optional<LocalVault> find(OwnedVault vault);
  }

  /**
   * The project's {@code environment} with {@code with} laid over it.
   *
   * @throws ClientException.NotFound when this machine has no copy of a vault, or a vault does not
   *     have the environment
   */
  public Layers layers(EnvironmentName environment, List<String> with) {
    List<Layer> layers = new ArrayList<>();
    layers.addAll(inherited(new LayerName(Optional.empty(), environment), project, environment));
    for (String text : with) {
      LayerName name = LayerName.parse(text);
      Optional<ProjectFile> file = file(Optional.of(current), name);
      if (file.isPresent()) {
        layers.addAll(inherited(name, file.get(), canonical(name, file.get())));
      } else {
        layers.add(ofVault(name));
      }
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
    Optional<ProjectFile> file = file(folder, name);
    if (file.isEmpty()) {
      return ofVault(name);
    }
    folders.add(file.get().folder());
    EnvironmentName environment = canonical(name, file.get());
    requireEnvironment(file.get(), environment);
    List<EnvironmentName> lineage = file.get().environments().lineage(environment);
    return made(
        name.toString(), Optional.of(file.get().folder()), OwnedVault.of(file.get()), lineage);
  }

  /** The layer for each environment that {@code environment} inherits from, and its own. */
  private List<Layer> inherited(LayerName name, ProjectFile file, EnvironmentName environment) {
    folders.add(file.folder());
    requireEnvironment(file, environment);
    List<Layer> layers = new ArrayList<>();
    for (EnvironmentName each : file.environments().lineage(environment)) {
      String label = new LayerName(name.project(), each).toString();
      layers.add(made(label, Optional.of(file.folder()), OwnedVault.of(file), List.of(each)));
    }
    return layers;
  }

  private static EnvironmentName canonical(LayerName name, ProjectFile file) {
    return file.environments().canonical(name.environment().value());
  }

  private Optional<ProjectFile> file(Optional<Path> folder, LayerName name) {
    if (name.project().isEmpty()) {
      return Optional.of(project);
    }
    return folder.flatMap(base -> projectIn(base, name.project().get()));
  }

  private Layer ofVault(LayerName name) {
    OwnedVault vault = vaultCalled(name.project().orElseThrow());
    requireVariables(vault, name.environment());
    List<EnvironmentName> lineage = List.of(name.environment());
    return made(name.toString(), Optional.empty(), vault, lineage);
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

  /** The vault may be this project's organisation's, else the account's own. */
  private OwnedVault vaultCalled(String name) {
    try {
      VaultId id = new VaultId(name);
      for (Optional<UUID> owner : List.of(project.organisation(), Optional.<UUID>empty())) {
        OwnedVault vault = new OwnedVault(owner, id);
        if (copies.find(vault).isPresent()) {
          return vault;
        }
      }
    } catch (Malformed e) {
      // The name can only have been meant as a folder.
    }
    throw new ClientException.NotFound(
        "'" + name + "' is neither the folder of a project nor a vault on this machine",
        "name a folder that has a coffer.json, or run 'coffer pull' in that project first");
  }

  private Layer made(
      String name, Optional<Path> folder, OwnedVault vault, List<EnvironmentName> lineage) {
    String identity = vault.organisation() + ":" + vault + ":" + lineage;
    Layer known = made.get(identity);
    if (known == null) {
      known = new Layer(name, folder, local(vault).working().layered(lineage));
      made.put(identity, known);
    }
    return known;
  }

  /** Every vault has a default environment, if an empty one; any other name may be mistyped. */
  private void requireEnvironment(ProjectFile file, EnvironmentName environment) {
    boolean declared =
        environment.equals(EnvironmentName.DEFAULT)
            || file.environments().all().contains(environment);
    if (!declared) {
      requireVariables(OwnedVault.of(file), environment);
    }
  }

  private void requireVariables(OwnedVault vault, EnvironmentName environment) {
    SortedMap<String, SortedMap<String, String>> all = local(vault).working().environments();
    if (!all.containsKey(environment.value())) {
      throw new ClientException.NotFound(
          "vault " + vault + " has no environment '" + environment + "' on this machine",
          "it has "
              + (all.isEmpty() ? "no variables" : String.join(", ", all.keySet()))
              + "; 'coffer pull' brings others' changes");
    }
  }

  private LocalVault local(OwnedVault vault) {
    return read.computeIfAbsent(vault, this::copy);
  }

  private LocalVault copy(OwnedVault vault) {
    return copies
        .find(vault)
        .orElseThrow(
            () ->
                new ClientException.NotFound(
                    "this machine has no copy of vault " + vault,
                    "run 'coffer pull', or 'coffer set' to begin a vault of your own"));
  }
}
