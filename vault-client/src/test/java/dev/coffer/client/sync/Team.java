package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.Workspace;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.crypto.lpm.LpmWrappingKey;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.payload.LpmRules;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceName;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writers of one vault, and what its head must hold. */
final class Team {
  private static final SecureRandom RANDOM = new SecureRandom();

  final FakeVaults server = new FakeVaults();
  private final List<Writer> writers = new ArrayList<>();
  private final List<SortedMap<String, String>> heads = new ArrayList<>();
  private final Map<String, Set<String>> past = new HashMap<>();
  private int values;

  private Team() {
    heads.add(new TreeMap<>());
  }

  /** Machines with the same key of an {@code lpm} vault. */
  static Team ofLpm(Path place, int writers) {
    Team team = new Team();
    LpmWrappingKey key = LpmWrappingKey.generate(RANDOM);
    for (int i = 0; i < writers; i++) {
      MachineKey machine = MachineKey.generate(RANDOM);
      VaultStore store =
          new VaultStore(new SealedFolder(place.resolve("w" + i), machine.storeKey(), RANDOM));
      var remote = team.server.as(machine.deviceIdentity().keyId());
      var rules =
          new LpmRules(
              SyncMachine.VAULT, Optional.empty(), () -> key, new Workspace.NoLegacyKey(), RANDOM);
      team.add(store, new VaultSync(SyncMachine.VAULT, Optional.empty(), store, remote, rules));
    }
    return team;
  }

  /** Approved devices of one account. */
  static Team ofCoffer1(Path place, int writers) {
    Team team = new Team();
    FakeDevices devices = new FakeDevices();
    SyncMachine first = null;
    for (int i = 0; i < writers; i++) {
      SyncMachine machine = new SyncMachine(place, "w" + i, devices, team.server);
      machine.machine.enrol();
      if (first == null) {
        first = machine;
      } else {
        devices.append(
            new ChainEvent.Approved(machine.machine.identity().keys(), new DeviceName("w" + i)),
            first.machine);
        machine.machine.chain().pin(TrustedChain.verified(machine.machine.chain().served()));
      }
      team.add(machine.store, machine.sync());
    }
    return team;
  }

  private void add(VaultStore store, VaultSync sync) {
    writers.add(new Writer(this, store, sync));
  }

  List<Writer> writers() {
    return writers;
  }

  /** What the newest version holds. */
  SortedMap<String, String> head() {
    return heads.get(heads.size() - 1);
  }

  int version() {
    return heads.size() - 1;
  }

  /** A value that nobody wrote before. */
  String newValue() {
    return "v" + values++;
  }

  /** A version was made. A value that had left the head before does not come back to it. */
  void pushed(SortedMap<String, String> next) {
    head()
        .forEach(
            (key, value) -> {
              if (!value.equals(next.get(key))) {
                past.computeIfAbsent(key, k -> new HashSet<>()).add(value);
              }
            });
    next.forEach(
        (key, value) -> assertThat(past.getOrDefault(key, Set.of())).doesNotContain(value));
    heads.add(next);
  }
}
