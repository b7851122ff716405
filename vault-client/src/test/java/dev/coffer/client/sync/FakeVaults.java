package dev.coffer.client.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushReceipt;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VaultList;
import dev.coffer.protocol.wire.vault.VaultSummary;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One vault on a server in memory, and what a hostile one would make of its answers. */
final class FakeVaults {
  static final String ID = "shop";

  final List<PushVault> versions = new ArrayList<>();
  final Map<KeyId, String> keys = new HashMap<>();
  UnaryOperator<PulledVault> hostility = UnaryOperator.identity();
  UnaryOperator<PulledVault> history = UnaryOperator.identity();
  UnaryOperator<PushReceipt> receipts = UnaryOperator.identity();
  int forgotten;
  boolean losesAnswers;
  boolean away;

  /** What every request is answered with; null when requests are answered. */
  ClientException denial;

  /** Happens once, after a pull was answered and before the answer arrives. */
  Runnable duringPull = FakeVaults::nothing;

  /** Happens once, before a push arrives. */
  Runnable beforePush = FakeVaults::nothing;

  int requests;
  int notModified;

  private static void nothing() {}

  /** The server as {@code device} sees it. */
  VaultRemote as(KeyId device) {
    return new Seen(device);
  }

  private final class Seen implements VaultRemote {
    private final KeyId device;

    Seen(KeyId device) {
      this.device = device;
    }

    @Override
    public Optional<Pulled> pull(VaultId vault, Optional<String> etag) {
      asked();
      String tag = tag();
      if (etag.filter(tag::equals).isPresent()) {
        notModified++;
        return Optional.empty();
      }
      Pulled answered = new Pulled(hostility.apply(answer(vault, versions.size())), tag);
      Runnable happens = duringPull;
      duringPull = FakeVaults::nothing;
      happens.run();
      return Optional.of(answered);
    }

    @Override
    public Pulled pullVersion(VaultId vault, int version) {
      asked();
      PulledVault honest = answer(vault, version);
      return new Pulled(history.apply(honest), null);
    }

    private String tag() {
      return "\"" + versions.size() + "\"";
    }

    private PulledVault answer(VaultId vault, int version) {
      if (versions.isEmpty() || version <= forgotten) {
        throw refused(Problem.NOT_FOUND, null);
      }
      PushVault stored = versions.get(version - 1);
      return new PulledVault(
          vault.value(),
          stored.encryptedBlob(),
          stored.wrappedKey() == null ? keys.get(device) : stored.wrappedKey(),
          version,
          versions.size(),
          stored.format(),
          recipients(),
          null,
          null,
          null);
    }

    @Override
    public Pushed push(VaultId vault, PushVault push) {
      asked();
      Runnable happens = beforePush;
      beforePush = FakeVaults::nothing;
      happens.run();
      int expected = push.expectedVersion() == null ? 0 : push.expectedVersion();
      if (expected != versions.size()) {
        throw refused(Problem.VAULT_VERSION_CONFLICT, versions.size());
      }
      versions.add(push);
      if (push.wrappedKeys() != null) {
        addKeys(vault, new AddWrappedKeys(push.wrappedKeys()));
      }
      if (losesAnswers) {
        throw new ClientException.Unreachable("the answer was lost", null, null);
      }
      PushReceipt receipt =
          new PushReceipt(
              vault.value(), versions.size(), versions.size() == 1 ? "created" : "updated");
      return new Pushed(receipts.apply(receipt), tag());
    }

    @Override
    public WrappedKeyList keys(VaultId vault) {
      asked();
      return new WrappedKeyList(versions.size(), recipients(), keys.get(device));
    }

    @Override
    public WrappedKeyList addKeys(VaultId vault, AddWrappedKeys added) {
      for (String text : added.wrappedKeys()) {
        keys.put(WrappedKey.parse(text).context().recipient(), text);
      }
      return new WrappedKeyList(versions.size(), recipients(), keys.get(device));
    }

    private List<String> recipients() {
      return keys.keySet().stream().map(KeyId::value).toList();
    }

    private void asked() {
      requests++;
      if (away) {
        throw new ClientException.Unreachable("the server does not answer", null, null);
      }
      if (denial != null) {
        throw denial;
      }
    }

    private static ClientException refused(Problem problem, Integer version) {
      return new ClientException.Refused(
          problem.status(), problem.code(), problem.title(), null, version);
    }

    @Override
    public VaultList vaults() {
      asked();
      return new VaultList(
          versions.isEmpty()
              ? List.of()
              : List.of(
                  new VaultSummary(ID, versions.size(), null, null, "coffer/1"),
                  new VaultSummary("of-lpm", 1, null, null, "lpm")));
    }

    @Override
    public VersionPage versions(VaultId vault, Optional<String> cursor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AuditPage audit(Optional<VaultId> vault, Optional<String> cursor) {
      throw new UnsupportedOperationException();
    }
  }
}
