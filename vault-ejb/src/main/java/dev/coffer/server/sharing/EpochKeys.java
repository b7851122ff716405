package dev.coffer.server.sharing;

import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.server.access.Admitted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who can open one epoch of a vault, and with which wrapped key. */
public record EpochKeys(List<StoredKey> keys) {
  /** Of what has no epoch: a new vault, or one in format {@code lpm}. */
  public static final EpochKeys NONE = new EpochKeys(List.of());

  public EpochKeys {
    keys = List.copyOf(keys);
  }

  public Set<Recipient> recipients() {
    return keys.stream().map(StoredKey::recipient).collect(Collectors.toUnmodifiableSet());
  }

  /** The recipients as {@link Recipient#text} writes them. */
  public List<String> recipientNames() {
    return keys.stream().map(StoredKey::recipient).sorted().map(Recipient::text).toList();
  }

  /** The vault key wrapped for the caller's device, if it has one and may have it. */
  public Optional<String> vaultKeyOf(Admitted who) {
    return of(who)
        .filter(key -> key.recipient().scope().equals(KeyScope.VAULT))
        .map(StoredKey::note)
        .findFirst();
  }

  /** The keys of single environments likewise. */
  public List<String> environmentKeysOf(Admitted who) {
    return of(who)
        .filter(key -> !key.recipient().scope().equals(KeyScope.VAULT))
        .map(StoredKey::note)
        .toList();
  }

  private Stream<StoredKey> of(Admitted who) {
    return keys.stream()
        .filter(key -> who.device().equals(Optional.of(key.recipient().device())))
        .filter(key -> who.opens(key.recipient().scope()));
  }
}
