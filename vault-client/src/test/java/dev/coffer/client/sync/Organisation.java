package dev.coffer.client.sync;

import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.history.VaultHistory;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.payload.Author;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Members' devices with different rights, and the vault that they share. */
final class Organisation {
  static final VaultId VAULT = SyncMachine.VAULT;
  static final EnvironmentName DEV = new EnvironmentName("dev");
  static final EnvironmentName PROD = new EnvironmentName("prod");
  static final EnvironmentName STAGING = new EnvironmentName("staging");

  /** Writes dev, reads staging, and has nothing to do with prod. */
  static final Reach DEVELOPER = Reach.of(Map.of(DEV, true, STAGING, false));

  final FakeVaults server = new FakeVaults();
  final FakeRoster roster = new FakeRoster();
  private final SecureRandom random = new SecureRandom();
  private final Path place;
  private DeviceIdentity founder;

  Organisation(Path place) {
    this.place = place;
  }

  /** Lets a new device in. */
  Member member(String name, Reach reach) {
    Member member = new Member(name);
    if (founder == null) {
      founder = member.identity;
      append(new ChainEvent.Created("org", member.identity.keys(), new DeviceName(name)));
    } else {
      append(new ChainEvent.Approved(member.identity.keys(), new DeviceName(name)));
    }
    roster.allow(member.identity.keyId(), reach);
    return member;
  }

  void revoke(Member member) {
    append(new ChainEvent.Revoked(member.identity.keyId(), List.of()));
  }

  /** An event of its own, by somebody who has version {@code last}. */
  void reduce(Member member, Reach reach, int last) {
    member("event " + roster.chain.length(), Reach.NOTHING);
    roster.reduce(member.identity.keyId(), reach, last);
  }

  private void append(ChainEvent event) {
    String text =
        roster.chain.next(event, founder.keyId(), Instant.parse("2026-11-21T12:00:00Z")).text();
    roster.chain = roster.chain.append(SignedNote.sign(text, founder));
  }

  /** The envelope of version {@code version} as the server has it. */
  Envelope envelope(int version) {
    return Envelope.parse(server.versions.get(version - 1).encryptedBlob());
  }

  /**
   * Has the server take {@code envelope} as the next version, which it would refuse to if honest.
   */
  void plant(Envelope envelope) {
    server.versions.add(
        new PushVault(
            envelope.format(),
            null,
            server.versions.size(),
            null,
            null,
            null,
            PayloadFormat.COFFER_1.wireName(),
            List.of()));
  }

  /** Has the server send {@code wrappedKey} and {@code environmentKeys} with every head. */
  void serving(String wrappedKey, List<String> environmentKeys, List<String> recipients) {
    server.hostility =
        honest ->
            new PulledVault(
                honest.vaultId(),
                honest.encryptedBlob(),
                wrappedKey,
                honest.version(),
                honest.headVersion(),
                honest.format(),
                recipients,
                null,
                null,
                null,
                environmentKeys);
  }

  /** The keys of single environments that the server would give {@code member}. */
  List<String> keys(Member member) {
    return server
        .as(member.identity.keyId())
        .pull(VAULT, Optional.empty())
        .orElseThrow()
        .vault()
        .environmentKeys();
  }

  /** What the server stored for {@code member} with version {@code version}. */
  List<WrappedKey> sent(Member member, int version) {
    return server.versions.get(version - 1).wrappedKeys().stream()
        .map(WrappedKey::parse)
        .filter(key -> key.context().recipient().equals(member.identity.keyId()))
        .toList();
  }

  /** One device of a member, with its own store. */
  final class Member {
    final DeviceIdentity identity;
    final VaultStore store;

    private Member(String name) {
      MachineKey key = MachineKey.generate(random);
      identity = key.deviceIdentity();
      store = new VaultStore(new SealedFolder(place.resolve(name), key.storeKey(), random));
    }

    CofferRules rules() {
      return new CofferRules(
          VAULT,
          Optional.empty(),
          server.as(identity.keyId()),
          () -> new Author(identity, roster),
          new CofferRules.Sources(random, Clock.systemUTC()));
    }

    VaultSync sync() {
      return new VaultSync(VAULT, Optional.empty(), store, server.as(identity.keyId()), rules());
    }

    VaultHistory history() {
      return new VaultHistory(VAULT, store, server.as(identity.keyId()), rules(), () -> roster);
    }

    Member set(EnvironmentName environment, String value) {
      store.update(
          VAULT, now -> now.editing(now.working().with(environment, Map.of("KEY", value))));
      return this;
    }

    Member remove(EnvironmentName environment) {
      store.update(VAULT, now -> now.editing(now.working().without(environment, Set.of("KEY"))));
      return this;
    }

    Member push() {
      sync().push();
      return this;
    }

    Member pull() {
      sync().pull(Resolution.REFUSE);
      return this;
    }

    LocalVault local() {
      return store.read(VAULT);
    }

    Set<String> environments() {
      return local().working().environments().keySet();
    }

    String value(EnvironmentName environment) {
      return local().working().of(environment).get("KEY");
    }
  }
}
