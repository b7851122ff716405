package dev.coffer.client.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.EscrowOpening;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Policies;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushReceipt;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VaultList;
import dev.coffer.protocol.wire.vault.VaultSummary;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.VersionView;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.EscrowKeyView;
import dev.coffer.protocol.wire.workload.PolicyList;
import dev.coffer.protocol.wire.workload.PolicyView;
import dev.coffer.protocol.wire.workload.TrustedIssuer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One vault on a server in memory, and what a hostile one would make of its answers. */
public final class FakeVaults {
  public static final String ID = "shop";
  private static final int PAGE = 3;

  public final List<PushVault> versions = new ArrayList<>();

  /** The format that the server lists the vault in; null where it does not list it. */
  public String listedFormat = "coffer/1";

  /** What the server lists besides, and does not have. */
  public final List<VaultSummary> alsoListed = new ArrayList<>();

  public final Map<KeyId, String> keys = new HashMap<>();
  private final List<WrappedKey> everyKey = new ArrayList<>();
  private final List<KeyId> authors = new ArrayList<>();
  UnaryOperator<PulledVault> hostility = UnaryOperator.identity();

  /** What is answered instead of a version that was asked for by its number. */
  public UnaryOperator<PulledVault> history = UnaryOperator.identity();

  /** The same for a page of the list of versions. */
  public UnaryOperator<VersionPage> listing = UnaryOperator.identity();

  UnaryOperator<PushReceipt> receipts = UnaryOperator.identity();

  /** Versions up to this one are no longer kept. */
  public int forgotten;

  boolean losesAnswers;
  boolean away;

  /** What every request is answered with; null when requests are answered. */
  public ClientException denial;

  /** Happens once, after a pull was answered and before the answer arrives. */
  Runnable duringPull = FakeVaults::nothing;

  /** Happens once, before a push arrives. */
  Runnable beforePush = FakeVaults::nothing;

  /** How many there were. */
  public int requests;

  /** What those were that policies need, in order; {@code pull 304} for one without an answer. */
  public final List<String> asked = new ArrayList<>();

  int notModified;

  /** Numbers of the versions that were asked for, in order. */
  public final List<Integer> fetched = new ArrayList<>();

  private static void nothing() {}

  /** What stands in the chain of the vault's owner. */
  public Supplier<Policies> policies = () -> Policies.NONE;

  /** Takes the chain's events that come with what is escrowed. */
  public Consumer<String> chain =
      event -> {
        throw new UnsupportedOperationException();
      };

  /** What becomes of each view of a policy on its way. */
  public UnaryOperator<PolicyView> views = UnaryOperator.identity();

  /** What is escrowed, by what it is for. */
  public final Map<EscrowGrant, EscrowedKey> escrow = new TreeMap<>();

  /** The escrow key that the server has. */
  public final EscrowOpening escrowKey = new EscrowOpening();

  /** The escrow keys that the server tells. */
  public List<EscrowKeyView> escrowKeys = List.of(escrowKey.view());

  /** Happens once, before a change of a policy arrives. */
  public Runnable beforePolicy = FakeVaults::nothing;

  /** Stores changes of policies and does not answer. */
  public boolean losesPolicyAnswers;

  /** How often a change of a policy arrived. */
  public int policyChanges;

  /** Who has a wrapped key of the epoch of version {@code version}. */
  public List<String> recipients(int version) {
    return recipients(versions.get(version - 1));
  }

  private List<String> recipients(PushVault stored) {
    return stored.wrappedKeys() == null
        ? List.of()
        : holders(stored).stream().map(Recipient::text).toList();
  }

  private List<Recipient> holders(PushVault stored) {
    return ofEpoch(stored).map(FakeVaults::holder).distinct().toList();
  }

  private static Recipient holder(WrappedKey key) {
    return new Recipient(key.context().recipient(), key.context().scope());
  }

  private Stream<WrappedKey> ofEpoch(PushVault stored) {
    int epoch =
        stored.wrappedKeys() == null
            ? 0
            : Envelope.parse(stored.encryptedBlob()).manifest().epoch();
    return everyKey.stream().filter(key -> key.context().epoch() == epoch);
  }

  /** The server as {@code device} sees it. */
  public VaultRemote as(KeyId device) {
    return new Seen(device);
  }

  /** When version {@code version} was stored: one a day. */
  public static Instant storedAt(int version) {
    return Instant.parse("2026-11-01T00:00:00Z").plus(version, ChronoUnit.DAYS);
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
      boolean unchanged = etag.filter(tag::equals).isPresent();
      asked.add(unchanged ? "pull 304" : "pull");
      if (unchanged) {
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
      fetched.add(version);
      PulledVault honest = answer(vault, version);
      return new Pulled(history.apply(honest), null);
    }

    private String tag() {
      return "\"" + versions.size() + "-" + everyKey.size() + "\"";
    }

    /** What was last said by {@code version} and those before it; null when nothing was. */
    private <T> T newest(int version, Function<PushVault, T> part) {
      return versions.subList(0, version).stream()
          .map(part)
          .filter(Objects::nonNull)
          .reduce((older, newer) -> newer)
          .orElse(null);
    }

    private PulledVault answer(VaultId vault, int version) {
      boolean isListedAlone =
          alsoListed.stream().anyMatch(one -> vault.value().equals(one.vaultId()));
      if (isListedAlone || versions.isEmpty() || version <= forgotten) {
        throw refused(Problem.NOT_FOUND, null);
      }
      PushVault stored = versions.get(version - 1);
      return new PulledVault(
          vault.value(),
          stored.encryptedBlob(),
          wrappedKey(stored, version),
          version,
          versions.size(),
          stored.format(),
          recipients(stored),
          newest(version, PushVault::name),
          newest(version, PushVault::schema),
          storedAt(version),
          environmentKeys(stored));
    }

    /** The device's keys of single environments, of the version's epoch. */
    private List<String> environmentKeys(PushVault stored) {
      List<String> found =
          ofEpoch(stored)
              .filter(key -> key.context().recipient().equals(device))
              .filter(key -> !key.context().scope().equals(KeyScope.VAULT))
              .map(WrappedKey::format)
              .toList();
      return found.isEmpty() ? null : found;
    }

    /** Of the version's epoch; the head's is what a test may have put there. */
    private String wrappedKey(PushVault stored, int version) {
      if (stored.wrappedKey() != null) {
        return stored.wrappedKey();
      }
      if (version == versions.size()) {
        return keys.get(device);
      }
      return ofEpoch(stored)
          .filter(key -> key.context().recipient().equals(device))
          .filter(key -> key.context().scope().equals(KeyScope.VAULT))
          .findFirst()
          .map(WrappedKey::format)
          .orElse(null);
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
      requireRecipients(push);
      take(push);
      versions.add(push);
      authors.add(device);
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
      return list();
    }

    @Override
    public WrappedKeyList addKeys(VaultId vault, AddWrappedKeys added) {
      for (String text : added.wrappedKeys()) {
        WrappedKey key = WrappedKey.parse(text);
        if (key.context().scope().equals(KeyScope.VAULT)) {
          keys.put(key.context().recipient(), text);
        }
        everyKey.add(key);
      }
      return list();
    }

    private WrappedKeyList list() {
      PushVault head = versions.get(versions.size() - 1);
      return new WrappedKeyList(
          versions.size(), recipients(head), keys.get(device), environmentKeys(head));
    }

    /** As the real one: a manifest names exactly those who will have a key of its epoch. */
    private void requireRecipients(PushVault push) {
      if (push.wrappedKeys() == null) {
        return;
      }
      Set<Recipient> holders = new HashSet<>(holders(push));
      push.wrappedKeys().stream()
          .map(WrappedKey::parse)
          .map(FakeVaults::holder)
          .forEach(holders::add);
      Manifest manifest = Envelope.parse(push.encryptedBlob()).manifest();
      if (!Recipients.digest(holders).equals(manifest.recipients())) {
        throw refused(Problem.RECIPIENTS_CONFLICT, null);
      }
    }

    /** As the real one: a new epoch escrows exactly what stands, any other push nothing. */
    private void take(PushVault push) {
      List<EscrowedKey> sent = parsed(push.escrowedKeys());
      int before = versions.isEmpty() ? 0 : epoch(versions.get(versions.size() - 1));
      int now = epoch(push);
      Set<EscrowGrant> due =
          now > before ? EscrowGrant.due(policies.get().of(new VaultId(ID))) : Set.of();
      if (!grants(sent).equals(due)
          || sent.stream().anyMatch(key -> key.context().epoch() != now)) {
        throw refused(Problem.RECIPIENTS_CONFLICT, null);
      }
      sent.forEach(key -> escrow.put(key.grant(), key));
    }

    private static int epoch(PushVault push) {
      return push.wrappedKeys() == null
          ? 0
          : Envelope.parse(push.encryptedBlob()).manifest().epoch();
    }

    private static List<EscrowedKey> parsed(List<String> texts) {
      return texts == null ? List.of() : texts.stream().map(EscrowedKey::parse).toList();
    }

    /** Each once: a list with one twice has no set of the same size. */
    private static Set<EscrowGrant> grants(List<EscrowedKey> keys) {
      Set<EscrowGrant> grants = new TreeSet<>();
      keys.forEach(
          key -> {
            if (!grants.add(key.grant())) {
              throw refused(Problem.RECIPIENTS_CONFLICT, null);
            }
          });
      return grants;
    }

    @Override
    public void changePolicy(VaultId vault, ChangePolicy change) {
      asked();
      asked.add("change policy");
      policyChanges++;
      Runnable happens = beforePolicy;
      beforePolicy = FakeVaults::nothing;
      happens.run();
      List<EscrowedKey> sent = parsed(change.escrowedKeys());
      int epoch = epoch(versions.get(versions.size() - 1));
      if (sent.stream().anyMatch(key -> key.context().epoch() != epoch)) {
        throw refused(Problem.RECIPIENTS_CONFLICT, null);
      }
      chain.accept(change.event());
      sent.forEach(key -> escrow.put(key.grant(), key));
      escrow.keySet().retainAll(EscrowGrant.due(policies.get().of(vault)));
      if (losesPolicyAnswers) {
        throw new ClientException.Unreachable("the answer was lost", null, null);
      }
    }

    @Override
    public PolicyList policies(VaultId vault) {
      asked();
      asked.add("policies");
      return new PolicyList(
          policies.get().of(vault).stream()
              .map(this::view)
              .map(views)
              .filter(Objects::nonNull)
              .toList());
    }

    private PolicyView view(TrustPolicy policy) {
      return new PolicyView(
          policy.id().value(),
          policy.origin().platform(),
          policy.origin().repository(),
          null,
          null,
          policy.release().environments().stream().map(EnvironmentName::value).toList(),
          escrow.keySet().stream()
              .filter(grant -> grant.policy().equals(policy.id()))
              .map(grant -> grant.environment().value())
              .toList(),
          epoch(versions.get(versions.size() - 1)),
          null,
          0,
          "chain");
    }

    @Override
    public EscrowKeyList escrowKeys() {
      asked();
      asked.add("escrow keys");
      return new EscrowKeyList(
          escrowKeys,
          List.of("coffer"),
          List.of(
              new TrustedIssuer(
                  "github", "github", "https://token.actions.githubusercontent.com")));
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
      List<VaultSummary> listed = new ArrayList<>(alsoListed);
      if (!versions.isEmpty()) {
        if (listedFormat != null) {
          listed.add(new VaultSummary(ID, versions.size(), null, null, listedFormat));
        }
        listed.add(new VaultSummary("of-lpm", 1, null, null, "lpm"));
      }
      return new VaultList(listed);
    }

    @Override
    public VersionPage versions(VaultId vault, Optional<String> cursor) {
      asked();
      int newest = cursor.map(text -> Integer.parseInt(text) - 1).orElse(versions.size());
      int oldest = Math.max(forgotten, newest - PAGE) + 1;
      List<VersionView> page = new ArrayList<>();
      for (int version = newest; version >= oldest; version--) {
        page.add(view(version));
      }
      String next = oldest > forgotten + 1 ? String.valueOf(oldest) : null;
      return listing.apply(new VersionPage(page, next));
    }

    private VersionView view(int version) {
      PushVault stored = versions.get(version - 1);
      String author = stored.wrappedKeys() == null ? null : authors.get(version - 1).value();
      int size = stored.encryptedBlob().length();
      return new VersionView(version, stored.format(), author, "anna", storedAt(version), size);
    }

    @Override
    public AuditPage audit(Optional<VaultId> vault, Optional<String> cursor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AuditPage auditAfter(Optional<VaultId> vault, long sequence) {
      throw new UnsupportedOperationException();
    }
  }
}
