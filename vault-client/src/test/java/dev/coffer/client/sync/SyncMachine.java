package dev.coffer.client.sync;

import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.account.TestMachine;
import dev.coffer.client.payload.Author;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Roster;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A machine of an account with several devices, and what it does to all of its vaults. */
public final class SyncMachine {
  public static final VaultId VAULT = new VaultId(FakeVaults.ID);

  public final TestMachine machine;
  public final VaultStore store;

  /** The clock that versions made here are stamped with. */
  public Clock clock = Clock.systemUTC();

  private final FakeVaults vaults;

  public SyncMachine(Path place, String name, FakeDevices devices, FakeVaults vaults) {
    this.machine = new TestMachine(place, name, devices);
    this.store = new VaultStore(machine.folder());
    this.vaults = vaults;
  }

  public VaultSync sync() {
    return new VaultSync(VAULT, Optional.empty(), store, remote(), rules());
  }

  HeadChanges head() {
    return new HeadChanges(VAULT, store, remote(), rules());
  }

  public VaultRemote remote() {
    return vaults.as(machine.identity().keyId());
  }

  public CofferRules rules() {
    return rules(() -> machine.chain().current().devices());
  }

  /** Rules by what {@code roster} says. */
  public CofferRules rules(Supplier<Roster> roster) {
    return new CofferRules(
        VAULT,
        Optional.empty(),
        remote(),
        () -> new Author(machine.identity(), roster.get()),
        new CofferRules.Sources(new SecureRandom(), clock));
  }

  public AccountVaults accountVaults() {
    return new AccountVaults(
        new EveryVault(vaults.as(machine.identity().keyId()), store, () -> id -> sync()),
        machine.chain(),
        machine.identity(),
        Clock.systemUTC());
  }

  public void set(String value) {
    store.update(
        VAULT,
        local ->
            local.editing(local.working().with(EnvironmentName.DEFAULT, Map.of("KEY", value))));
  }

  public void push(String value) {
    set(value);
    sync().push();
  }

  public String value() {
    return store.read(VAULT).working().of(EnvironmentName.DEFAULT).get("KEY");
  }
}
