package dev.coffer.client.vault;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import dev.coffer.client.store.SealedFile;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The local copies of all vaults of a profile. A change is read, made and written under a lock that
 * other processes respect, so two at once lose nothing.
 */
public final class VaultStore {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setStrictness(Strictness.STRICT).create();
  private static final String PREFIX = "vault-";
  private static final int NAME_BYTES = 16;

  private final SealedFolder folder;
  private final String prefix;

  /** The local copies of the account's own vaults. */
  public VaultStore(SealedFolder folder) {
    this(folder, PREFIX);
  }

  private VaultStore(SealedFolder folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /** The local copies of an organisation's vaults, whatever the account's own are called. */
  public static VaultStore ofOrganisation(SealedFolder folder, UUID organisation) {
    return new VaultStore(folder, "org-" + organisation + "-" + PREFIX);
  }

  /** The local copy of {@code vault}, {@link LocalVault#fresh} when there is none. */
  public LocalVault read(VaultId vault) {
    return find(vault).orElseGet(() -> LocalVault.fresh(vault));
  }

  public Optional<LocalVault> find(VaultId vault) {
    SealedFile file = folder.file(name(vault));
    Optional<LocalVault> found = file.read().map(text -> parse(file, text));
    if (found.isPresent() && !found.get().vault().equals(vault.value())) {
      throw file.damaged();
    }
    return found;
  }

  /** Replaces the local copy by what {@code change} makes of it; nothing when it throws. */
  public LocalVault update(VaultId vault, UnaryOperator<LocalVault> change) {
    return folder.locked(name(vault), () -> changed(vault, change));
  }

  private LocalVault changed(VaultId vault, UnaryOperator<LocalVault> change) {
    LocalVault before = read(vault);
    LocalVault after = change.apply(before);
    if (!after.equals(before)) {
      folder.file(name(vault)).write(GSON.toJson(after));
    }
    return after;
  }

  /** Does a push, pull or rotation, so that those follow each other; edits go on. */
  public <T> T syncing(VaultId vault, Supplier<T> act) {
    return folder.locked(name(vault) + "-sync", act);
  }

  /** Every vault with a local copy. */
  public List<LocalVault> all() {
    return folder.files(prefix).stream()
        .map(file -> parse(file, file.read().orElseThrow(file::damaged)))
        .toList();
  }

  private static LocalVault parse(SealedFile file, String text) {
    try {
      LocalVault vault = GSON.fromJson(text, LocalVault.class);
      if (vault == null || vault.working() == null || vault.base() == null) {
        throw file.damaged();
      }
      return vault;
    } catch (JsonParseException | Malformed e) {
      throw file.damaged();
    }
  }

  /** Ids differ in case and hold ':', which not every file system can tell or take. */
  private String name(VaultId vault) {
    byte[] digest = Digest.of(vault.value()).value().toArray();
    return prefix + HexFormat.of().formatHex(digest, 0, NAME_BYTES);
  }
}
