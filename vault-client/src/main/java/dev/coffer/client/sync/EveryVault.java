package dev.coffer.client.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.abreast.Abreast;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All vaults in format coffer/1 of one owner, an account or an organisation: those that the server
 * lists as such, and those that it lists in another format although this profile has accepted a
 * version in this one, or cannot read whether it has.
 */
public final class EveryVault {
  /** Before every event: nothing shows that a vault is newer than any of them. */
  public static final long UNKNOWN = -1;

  private final VaultRemote remote;
  private final VaultStore store;
  private final Supplier<Function<VaultId, VaultSync>> syncs;

  /**
   * The vaults behind {@code remote}.
   *
   * @param syncs asked once for each act on them all
   */
  public EveryVault(
      VaultRemote remote, VaultStore store, Supplier<Function<VaultId, VaultSync>> syncs) {
    this.remote = remote;
    this.store = store;
    this.syncs = syncs;
  }

  /** The newest version of each vault that this device has verified, now or before. */
  public List<VaultHead> heads() {
    Map<String, VaultHead> heads = new ConcurrentSkipListMap<>();
    store.all().stream()
        .map(LocalVault::seen)
        .flatMap(seen -> seen.stream())
        .forEach(head -> heads.put(head.vault().value(), head));
    each(sync -> sync.verifiedHead().ifPresent(head -> heads.put(head.vault().value(), head)));
    return List.copyOf(heads.values());
  }

  /** Gives every vault's key to devices that should have it and do not. */
  public List<Step> shareKeys() {
    return each(VaultSync::shareKey);
  }

  /** Gives one vault's key to devices that should have it and do not. */
  public void shareKey(VaultId vault) {
    syncs.get().apply(vault).shareKey();
  }

  /** Gives every vault a new key. */
  public List<Step> rotateKeys() {
    return each(VaultSync::rotateKey);
  }

  /** A new key where {@code roster} says that one is due, else keys for those who lack them. */
  public List<Step> bringUpTo(Roster roster) {
    return each(sync -> sync.bringUpTo(roster));
  }

  /**
   * By vault, the event of the owner's chain after which its newest version was made; {@link
   * #UNKNOWN} where no version that the server shows as the newest can be believed, and where it
   * lists a vault and does not show it. A vault that it does not list at all is not among them:
   * which ones the owner has is in no signed list.
   *
   * @param concerned asked of each vault; the others are not looked at
   * @throws ClientException.Tampered when the server lists what cannot be a vault's id
   * @throws ClientException.Unreachable when that was not said of every vault
   */
  public SortedMap<VaultId, Long> madeAfter(Predicate<VaultId> concerned) {
    SortedMap<VaultId, Long> made =
        new ConcurrentSkipListMap<>(Comparator.comparing(VaultId::value));
    AtomicReference<ClientException> silence = new AtomicReference<>();
    Consumer<VaultSync> look =
        sync -> listening(silence, () -> made.put(sync.vault(), sync.madeAfter()));
    each(concerned, look).stream()
        .filter(step -> step.failure() != null)
        .forEach(step -> made.put(new VaultId(step.vault()), UNKNOWN));
    if (silence.get() != null) {
      throw silence.get();
    }
    return made;
  }

  /** That nobody answers, or may ask, says nothing about a vault. */
  private static void listening(AtomicReference<ClientException> silence, Runnable act) {
    try {
      act.run();
    } catch (ClientException.Unreachable | ClientException.NotSignedIn e) {
      silence.set(e);
    }
  }

  private List<Step> each(Consumer<VaultSync> act) {
    return each(vault -> true, act);
  }

  private List<Step> each(Predicate<VaultId> concerned, Consumer<VaultSync> act) {
    Function<VaultId, VaultSync> now = syncs.get();
    List<Supplier<Step>> steps = new ArrayList<>();
    for (VaultId vault : listed()) {
      if (concerned.test(vault)) {
        steps.add(step(vault, now, act));
      }
    }
    return Abreast.each(steps, Supplier::get);
  }

  /** What the server lists, all of it before anything is done to one of them. */
  private List<VaultId> listed() {
    List<VaultId> listed = new ArrayList<>();
    for (VaultSummary summary : remote.vaults().vaults()) {
      VaultId vault = id(summary);
      if (PayloadFormat.COFFER_1.wireName().equals(summary.format()) || wasAccepted(vault)) {
        listed.add(vault);
      }
    }
    return listed;
  }

  /**
   * Whether a version in format coffer/1 was: it never gets another format. Where what is stored
   * here cannot be read, it may have been, and the vault is one that fails alone.
   */
  private boolean wasAccepted(VaultId vault) {
    try {
      return store.find(vault).flatMap(LocalVault::seen).isPresent();
    } catch (ClientException.LocalStore e) {
      return true;
    }
  }

  private static VaultId id(VaultSummary summary) {
    try {
      return new VaultId(summary.vaultId());
    } catch (Malformed e) {
      throw new ClientException.Tampered(
          "the server lists a vault under what is no vault's id", "ask who runs the server");
    }
  }

  /** One vault that cannot be opened must not keep the others from getting a new key. */
  private static Supplier<Step> step(
      VaultId vault, Function<VaultId, VaultSync> syncs, Consumer<VaultSync> act) {
    VaultSync sync;
    try {
      sync = syncs.apply(vault);
    } catch (ClientException | Malformed e) {
      return () -> new Step(vault.value(), e.getMessage());
    }
    return () -> taken(vault.value(), sync, act);
  }

  private static Step taken(String vault, VaultSync sync, Consumer<VaultSync> act) {
    try {
      act.accept(sync);
      return new Step(vault, null);
    } catch (ClientException | Malformed e) {
      return new Step(vault, e.getMessage());
    }
  }
}
