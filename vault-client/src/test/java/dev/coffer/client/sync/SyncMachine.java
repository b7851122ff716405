package dev.coffer.client.sync;

import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.account.TestMachine;
import dev.coffer.client.payload.Author;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** A machine of an account with several devices, and what it does to all of its vaults. */
final class SyncMachine {
  static final VaultId VAULT = new VaultId(FakeVaults.ID);

  final TestMachine machine;
  final VaultStore store;
  private final FakeVaults vaults;

  SyncMachine(Path place, String name, FakeDevices devices, FakeVaults vaults) {
    this.machine = new TestMachine(place, name, devices);
    this.store = new VaultStore(machine.folder());
    this.vaults = vaults;
  }

  VaultSync sync() {
    var remote = vaults.as(machine.identity().keyId());
    var rules =
        new CofferRules(
            VAULT,
            Optional.empty(),
            remote,
            () -> new Author(machine.identity(), machine.chain().current().devices()),
            new CofferRules.Sources(new SecureRandom(), Clock.systemUTC()));
    return new VaultSync(VAULT, Optional.empty(), store, remote, rules);
  }

  AccountVaults accountVaults() {
    return new AccountVaults(
        vaults.as(machine.identity().keyId()),
        store,
        machine.chain(),
        machine.identity(),
        Clock.systemUTC(),
        id -> sync());
  }

  void set(String value) {
    store.update(
        VAULT,
        local ->
            local.editing(local.working().with(EnvironmentName.DEFAULT, Map.of("KEY", value))));
  }

  void push(String value) {
    set(value);
    sync().push();
  }

  String value() {
    return store.read(VAULT).working().of(EnvironmentName.DEFAULT).get("KEY");
  }
}
