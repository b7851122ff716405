package dev.coffer.client;

import dev.coffer.client.crypto.lpm.LpmWrappingKey;
import dev.coffer.client.history.VaultHistory;
import dev.coffer.client.payload.Author;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.payload.LpmKeyFile;
import dev.coffer.client.payload.LpmRules;
import dev.coffer.client.payload.PayloadRules;
import dev.coffer.client.policy.PolicyChain;
import dev.coffer.client.policy.SeenChain;
import dev.coffer.client.policy.VaultPolicies;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.sync.EveryVault;
import dev.coffer.client.sync.HeadChanges;
import dev.coffer.client.sync.VaultSync;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.Roster;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What works on one vault or on every vault of an owner, made of the parts of a workspace. */
final class VaultParts {
  private final Workspace workspace;

  VaultParts(Workspace workspace) {
    this.workspace = workspace;
  }

  VaultSync sync(
      VaultId vault, PayloadFormat format, VaultOwner owner, LpmRules.LegacyKey legacyKey) {
    Optional<ProjectFile> project = projectOf(vault, owner);
    PayloadRules rules = rules(vault, format, owner, legacyKey, project);
    return new VaultSync(vault, project, owner.store(), owner.remote(), rules);
  }

  /** Changes of the newest version, in which no project file has a say. */
  HeadChanges headChanges(VaultId vault, VaultOwner owner) {
    CofferRules rules = cofferRules(vault, owner, Optional.empty());
    return new HeadChanges(vault, owner.store(), owner.remote(), rules);
  }

  /** All vaults of {@code owner} in format coffer/1. */
  EveryVault every(VaultOwner owner) {
    return new EveryVault(owner.remote(), owner.store(), () -> syncs(owner.asOfNow()));
  }

  private Function<VaultId, VaultSync> syncs(VaultOwner owner) {
    return id -> sync(id, PayloadFormat.COFFER_1, owner, new Workspace.NoLegacyKey());
  }

  /** The trust policies of {@code vault}, which stand in {@code chain}. */
  VaultPolicies policies(VaultId vault, PayloadFormat format, VaultOwner owner, PolicyChain chain) {
    SeenChain seen = new SeenChain(chain);
    VaultOwner asSeen = owner.by(seen::roster);
    PayloadRules rules =
        rules(vault, format, asSeen, new Workspace.NoLegacyKey(), projectOf(vault, owner));
    return new VaultPolicies(vault, owner.store(), owner.remote(), rules, seen);
  }

  VaultHistory history(
      VaultId vault, PayloadFormat format, VaultOwner owner, Optional<ProjectFile> project) {
    PayloadRules rules = rules(vault, format, owner, new Workspace.NoLegacyKey(), project);
    Supplier<Roster> roster = format == PayloadFormat.LPM ? DeviceChain::empty : owner.roster();
    return new VaultHistory(vault, owner.store(), owner.remote(), rules, roster);
  }

  /** The older versions of vaults of {@code owner} in format coffer/1. */
  Function<VaultId, VaultHistory> histories(VaultOwner owner) {
    return id -> history(id, PayloadFormat.COFFER_1, owner, projectOf(id, owner));
  }

  /** The project file, where it speaks of this very vault. */
  private Optional<ProjectFile> projectOf(VaultId vault, VaultOwner owner) {
    return workspace
        .project()
        .filter(project -> project.vault().equals(vault))
        .filter(project -> project.organisation().equals(owner.organisation()));
  }

  private PayloadRules rules(
      VaultId vault,
      PayloadFormat format,
      VaultOwner owner,
      LpmRules.LegacyKey legacyKey,
      Optional<ProjectFile> project) {
    Surroundings around = workspace.surroundings();
    return format == PayloadFormat.LPM
        ? new LpmRules(vault, project, this::lpmKey, legacyKey, around.random())
        : cofferRules(vault, owner, project);
  }

  private CofferRules cofferRules(VaultId vault, VaultOwner owner, Optional<ProjectFile> project) {
    Surroundings around = workspace.surroundings();
    return new CofferRules(
        vault,
        project,
        owner.remote(),
        () -> author(owner),
        new CofferRules.Sources(around.random(), around.clock()));
  }

  private Author author(VaultOwner owner) {
    workspace.requireAccount(); // where the chain could only miss this device
    return new Author(workspace.identity(), owner.roster().get());
  }

  private LpmWrappingKey lpmKey() {
    Surroundings around = workspace.surroundings();
    Path file = LpmKeyFile.path(around.environment());
    return new LpmKeyFile(file, around.random()).key();
  }
}
