package dev.coffer.client.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerSourceTest {
  private static final EnvironmentName STAGING = new EnvironmentName("staging");

  @TempDir Path place;

  private VaultStore store;
  private ProjectFile app;

  @BeforeEach
  void projects() throws IOException {
    Map<String, String> environment =
        Map.of("COFFER_HOME", place.resolve("home").toString(), "COFFER_KEYCHAIN", "file");
    store =
        new Workspace(
                new Surroundings(
                    environment, place, Clock.systemUTC(), new SecureRandom(), warning -> {}))
            .vaults();
    app = project("app", "app-vault");
    set("app-vault", "default", Map.of("A", "app", "B", "app", "URL", "${../common:default:HOST}"));
    set("app-vault", "staging", Map.of("B", "staging"));
    project("common", "shared-vault");
    set("shared-vault", "default", Map.of("HOST", "shared-host"));
    set("shared-vault", "production", Map.of("B", "production", "C", "production"));
  }

  private ProjectFile project(String folder, String vault) throws IOException {
    Path path = Files.createDirectories(place.resolve(folder));
    return ProjectFile.create(path, new VaultId(vault), PayloadFormat.COFFER_1);
  }

  private void set(String vault, String environment, Map<String, String> variables) {
    store.update(
        new VaultId(vault),
        local -> local.editing(local.working().with(new EnvironmentName(environment), variables)));
  }

  private Optional<LocalVault> copy(LayerSource.OwnedVault vault) {
    return vault.organisation().isEmpty() ? store.find(vault.vault()) : Optional.empty();
  }

  private LayerSource source() {
    return new LayerSource(app.folder(), app, this::copy);
  }

  @Test
  void layers_laterWins() {
    Layers layers =
        source().layers(EnvironmentName.DEFAULT, List.of("staging", "../common:production"));
    assertThat(layers.names()).containsExactly("default", "staging", "../common:production");
    assertThat(layers.merged())
        .containsEntry("A", "app")
        .containsEntry("B", "production")
        .containsEntry("C", "production");
    assertThat(layers.having("B"))
        .extracting(Layer::name)
        .containsExactly("../common:production", "staging", "default");
    Layers other =
        source().layers(EnvironmentName.DEFAULT, List.of("../common:production", "staging"));
    assertThat(other.merged()).containsEntry("B", "staging");
  }

  @Test
  void environment_thatInherits_isALayerOverThatOne() throws IOException {
    Path file = place.resolve("app/coffer.json");
    Files.writeString(
        file,
        """
        {"vault": "app-vault", "env": {"s": ".env.staging"},
         "environments": {"staging": {"extends": "default"}, "empty": ".env.empty"}}
        """);
    app = ProjectFile.find(file.getParent()).orElseThrow();
    assertThat(source().layers(STAGING, List.of()).names()).containsExactly("default", "staging");
    Layers layers = source().layers(new EnvironmentName("empty"), List.of("s"));
    assertThat(layers.names()).containsExactly("empty", "default", "staging");
    assertThat(layers.merged()).containsEntry("A", "app").containsEntry("B", "staging");
    Layer other = source().layer(Optional.of(app.folder()), LayerName.parse(".:s"));
    assertThat(other.variables()).containsEntry("A", "app").containsEntry("B", "staging");
  }

  @Test
  void layer_byTheIdOfItsVault_needsNoFolder() {
    Layers layers = source().layers(STAGING, List.of("shared-vault:production"));
    assertThat(layers.merged())
        .containsExactly(Map.entry("B", "production"), Map.entry("C", "production"));
  }

  @Test
  void variables_resolveReferencesFromTheProjectsFolder() throws IOException {
    LayerSource source =
        new LayerSource(Files.createDirectories(place.resolve("app/sub/folder")), app, this::copy);
    Layers layers = source.layers(EnvironmentName.DEFAULT, List.of());
    assertThat(source.variables(layers, true).values()).containsEntry("URL", "shared-host");
    assertThat(source.variables(layers, false).values())
        .containsEntry("URL", "${../common:default:HOST}");
    assertThat(source.folders()).containsExactly(place.resolve("app"), place.resolve("common"));
  }

  @Test
  void layer_thatDoesNotExist_isRefused() throws IOException {
    Files.createDirectories(place.resolve("app/inner"));
    assertThatThrownBy(() -> source().layers(EnvironmentName.DEFAULT, List.of("../away:staging")))
        .isInstanceOf(ClientException.NotFound.class)
        .hasMessage("'../away' is neither the folder of a project nor a vault on this machine");
    assertThatThrownBy(() -> source().layers(EnvironmentName.DEFAULT, List.of("./inner:staging")))
        .as("a folder inside of another project")
        .isInstanceOf(ClientException.NotFound.class);
    assertThatThrownBy(() -> source().layers(new EnvironmentName("stagign"), List.of()))
        .isInstanceOf(ClientException.NotFound.class)
        .hasMessage("vault app-vault has no environment 'stagign' on this machine")
        .satisfies(
            e ->
                assertThat(((ClientException) e).hint().orElseThrow())
                    .contains("default, staging"));
  }

  @Test
  void vault_withoutALocalCopy_isRefusedWithWhatToDo() throws IOException {
    ProjectFile fresh = project("fresh", "fresh-vault");
    LayerSource source = new LayerSource(fresh.folder(), fresh, this::copy);
    assertThatThrownBy(() -> source.layers(EnvironmentName.DEFAULT, List.of()))
        .isInstanceOf(ClientException.NotFound.class)
        .satisfies(
            e -> assertThat(((ClientException) e).hint().orElseThrow()).contains("coffer pull"));
  }

  @Test
  void layer_ofAnOrganisationsVault_isReadFromItsCopy() throws IOException {
    UUID acme = UUID.randomUUID();
    ProjectFile shared = project("shared", "shared-vault");
    shared.enterOrganisation(acme, new OrganisationName("acme"), 1);
    SortedMap<String, String> variables = new TreeMap<>(Map.of("OF", "acme"));
    LocalVault copy =
        LocalVault.fresh(shared.vault())
            .editing(VaultContents.EMPTY.replacing(EnvironmentName.DEFAULT, variables));
    LayerSource source =
        new LayerSource(
            app.folder(),
            app,
            vault ->
                vault.organisation().equals(Optional.of(acme)) ? Optional.of(copy) : copy(vault));
    Layers layers = source.layers(EnvironmentName.DEFAULT, List.of("../shared:default"));
    assertThat(layers.merged()).containsEntry("OF", "acme");
    assertThatThrownBy(() -> source().layers(EnvironmentName.DEFAULT, List.of("../shared:default")))
        .isInstanceOf(ClientException.NotFound.class);
  }

  @Test
  void name_isTakenApartAtTheLastColon() {
    assertThat(LayerName.parse("C:\\shared:dev"))
        .isEqualTo(new LayerName(Optional.of("C:\\shared"), new EnvironmentName("dev")));
    for (String wrong : List.of("", ":dev", "x:", "../common:a b")) {
      assertThatThrownBy(() -> LayerName.parse(wrong)).isInstanceOf(ClientException.Usage.class);
    }
  }
}
