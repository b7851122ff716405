package dev.coffer.client.policy;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.crypto.SectionSealing;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.sync.FakeVaults;
import dev.coffer.client.sync.SyncMachine;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An account's vault with one version, one machine, and the policies that it sets. */
abstract class PolicyCase {
  static final VaultId VAULT = SyncMachine.VAULT;

  @TempDir Path place;
  final FakeDevices devices = new FakeDevices();
  final FakeVaults server = new FakeVaults();
  final TrustPolicy wanted = SamplePolicies.of(1, VAULT, "default", "staging");
  SyncMachine a;

  @BeforeEach
  void aVault() {
    server.policies = devices::policies;
    server.chain = devices::append;
    a = new SyncMachine(place, "a", devices, server);
    a.machine.enrol();
    a.push("1");
  }

  VaultPolicies policies(SyncMachine of) {
    ChainAuthor author = new ChainAuthor(of.machine.identity(), Clock.systemUTC());
    return policies(of, new AccountPolicyChain(of.machine.chain(), author));
  }

  static VaultPolicies policies(SyncMachine of, PolicyChain chain) {
    SeenChain seen = new SeenChain(chain);
    return new VaultPolicies(VAULT, of.store, of.remote(), of.rules(seen::roster), seen);
  }

  VaultPolicies policies() {
    return policies(a);
  }

  List<TrustPolicy> standing() {
    return devices.policies().of(VAULT);
  }

  EscrowedKey escrowed(TrustPolicy policy, String environment) {
    return server.escrow.get(new EscrowGrant(policy.id(), new EnvironmentName(environment)));
  }

  /** What a server that has the escrow key reads of the head's environment default. */
  String readByEscrow(TrustPolicy policy) {
    Envelope head = Envelope.parse(server.versions.get(server.versions.size() - 1).encryptedBlob());
    EnvironmentName name = EnvironmentName.DEFAULT;
    int version = head.manifest().section(name).orElseThrow().version();
    return new SectionSealing(new SecureRandom())
        .open(
            server.escrowKey.open(escrowed(policy, name.value())),
            new SectionContext(VAULT, head.manifest().epoch(), name, version),
            head.sections().get(name))
        .get("KEY");
  }

  SyncMachine second() {
    return another("b");
  }

  SyncMachine another(String name) {
    SyncMachine other = new SyncMachine(place, name, devices, server);
    other.machine.enrol();
    devices.append(
        new ChainEvent.Approved(other.machine.identity().keys(), new DeviceName(name)), a.machine);
    other.machine.chain().pin(TrustedChain.verified(other.machine.chain().served()));
    return other;
  }

  /** What {@code act} asks the server, in order. */
  List<String> requests(Runnable act) {
    devices.onChain(() -> server.asked.add("chain"));
    server.asked.clear();
    act.run();
    return List.copyOf(server.asked);
  }

  static ClientException.Refused denial() {
    Problem none = Problem.NOT_FOUND;
    return new ClientException.Refused(none.status(), none.code(), none.title(), null, null);
  }

  static ClientException taken() {
    return new ClientException.Conflict("taken", "");
  }
}
