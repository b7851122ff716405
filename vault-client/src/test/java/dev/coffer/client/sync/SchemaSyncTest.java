package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.payload.Author;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.schema.Descriptions;
import dev.coffer.client.schema.EnvSchema;
import dev.coffer.client.schema.VariableDescription;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.EnvironmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a push says about the variables, and what a machine knows of their age. */
class SchemaSyncTest {
  private static final EnvironmentName DEFAULT = EnvironmentName.DEFAULT;
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path place;
  private final FakeVaults vaults = new FakeVaults();
  private final List<String> warnings = new ArrayList<>();
  private SyncMachine machine;

  @BeforeEach
  void begin() {
    machine = new SyncMachine(place, "a", new FakeDevices(), vaults);
    machine.machine.enrol();
  }

  private ProjectFile project(String members) throws IOException {
    Path folder = Files.createDirectories(place.resolve("project"));
    Files.writeString(folder.resolve("coffer.json"), "{\"vault\":\"shop\"" + members + "}");
    return ProjectFile.find(folder, warnings::add).orElseThrow();
  }

  private VaultSync sync(ProjectFile project) {
    var remote = vaults.as(machine.machine.identity().keyId());
    var rules =
        new CofferRules(
            SyncMachine.VAULT,
            Optional.of(project),
            remote,
            () ->
                new Author(machine.machine.identity(), machine.machine.chain().current().devices()),
            new CofferRules.Sources(new SecureRandom(), Clock.fixed(NOW, ZoneOffset.UTC)));
    return new VaultSync(SyncMachine.VAULT, Optional.of(project), machine.store, remote, rules);
  }

  private void set(EnvironmentName environment, String key) {
    machine.store.update(
        SyncMachine.VAULT,
        local -> local.editing(local.working().with(environment, Map.of(key, "value of " + key))));
  }

  @Test
  void push_withSchema_sendsIt() throws IOException {
    set(DEFAULT, "A");
    sync(project(",\"envSchema\":{\"vars\":{\"A\":{\"required\":true}}}")).push();
    assertThat(vaults.versions.get(0).schema())
        .isEqualTo(Map.of("vars", Map.of("A", Map.of("required", true))));
    assertThat(warnings).isEmpty();
  }

  @Test
  void push_withMalformedSchema_warnsAndGoesOnWithoutIt() throws IOException {
    set(DEFAULT, "A");
    ProjectFile project = project(",\"envSchema\":{\"vars\":{\"A\":{\"required\":\"yes\"}}}");
    assertThat(sync(project).push().status()).isEqualTo("created");
    assertThat(vaults.versions.get(0).schema()).isNull();
    assertThat(warnings)
        .containsExactly(
            project.path()
                + ": $.envSchema.vars.A.required is not true or false; pushed without the schema");
  }

  @Test
  void newest_answersTheServersVersion_andStoresNothing() throws IOException {
    VaultSync sync = sync(project(""));
    assertThatThrownBy(sync::newest).isInstanceOf(ClientException.NotFound.class);
    set(DEFAULT, "A");
    sync.push();
    set(DEFAULT, "B");
    LocalVault before = machine.store.read(SyncMachine.VAULT);
    AcceptedVersion newest = sync.newest();
    assertThat(newest.version()).isEqualTo(1);
    assertThat(newest.contents().of(DEFAULT)).containsOnlyKeys("A");
    assertThat(machine.store.read(SyncMachine.VAULT)).isEqualTo(before);
  }

  @Test
  void describe_tellsSinceWhenAValueIsTheSame() throws IOException {
    VaultSync sync = sync(project(""));
    set(DEFAULT, "A");
    sync.push();
    set(STAGING, "B");
    sync.push();
    set(STAGING, "C");
    List<VariableDescription> all =
        new Descriptions(
                EnvSchema.NONE, machine.store.read(SyncMachine.VAULT), List.of(DEFAULT, STAGING))
            .all();
    assertThat(all).extracting(VariableDescription::name).containsExactly("A", "B", "C");
    assertThat(all)
        .extracting(variable -> variable.held().orElseThrow())
        .containsExactly(
            new VariableDescription.Held(DEFAULT, false, Optional.of(1), Optional.empty()),
            new VariableDescription.Held(STAGING, false, Optional.of(2), Optional.of(NOW)),
            new VariableDescription.Held(STAGING, true, Optional.empty(), Optional.empty()));
    assertThat(all.toString()).doesNotContain("value of");
  }
}
