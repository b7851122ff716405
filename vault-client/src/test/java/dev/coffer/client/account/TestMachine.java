package dev.coffer.client.account;

import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.chain.DeviceName;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** One machine with its own keys and store, at one account of a server in memory. */
public final class TestMachine {
  public static final String ACCOUNT = "account-1";
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final SecureRandom random = new SecureRandom();
  private final DeviceName name;
  private final FakeDevices server;
  private final MachineKey key;
  private final DeviceIdentity identity;
  private final SealedFolder folder;

  public TestMachine(Path place, String name, FakeDevices server) {
    this.key = MachineKey.generate(random);
    this.name = new DeviceName(name);
    this.server = server;
    this.identity = key.deviceIdentity();
    this.folder = new SealedFolder(place.resolve(name), key.storeKey(), random);
  }

  MachineKey key() {
    return key;
  }

  public DeviceIdentity identity() {
    return identity;
  }

  public SealedFolder folder() {
    return folder;
  }

  public AccountChain chain() {
    return new AccountChain(folder, server, () -> ACCOUNT);
  }

  public String enrol() {
    return new Enrolment(identity, server, chain(), clock, random).enrol(ACCOUNT, name);
  }

  DeviceRoll devices() {
    return new DeviceRoll(server, chain());
  }

  DevicePairings pairings() {
    return new DevicePairings(identity, server, chain(), clock, random);
  }

  void approve(TestMachine other, CodeDialog dialog) {
    pairings().approve(other.identity.keyId(), dialog);
  }

  void confirm(CodeDialog dialog) {
    pairings().confirm(ACCOUNT, name, dialog);
  }
}
