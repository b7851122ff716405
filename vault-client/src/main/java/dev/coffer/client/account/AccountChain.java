package dev.coffer.client.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.chain.ChainStore;
import dev.coffer.client.chain.GrowingChain;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.remote.DeviceRemote;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.device.ChainPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The account's chain as this profile has verified it: it only grows, whatever the server says, and
 * several processes may let it grow. Signatures are verified once, as long as the snapshot of what
 * they gave can be believed.
 */
public final class AccountChain {
  private static final String NAME = "chain";
  private static final ChainStore.Names NAMES =
      new ChainStore.Names(NAME, "chain-snapshot", "newest-chain");

  private final GrowingChain<TrustedChain> chain;
  private final DeviceRemote remote;
  private final Supplier<String> accountId;

  public AccountChain(SealedFolder folder, DeviceRemote remote, Supplier<String> accountId) {
    ChainLog log = new ChainLog(folder.file(NAME));
    this.chain =
        new GrowingChain<>(
            new ChainStore<>(folder, NAMES, new AccountForm(accountId, log), log),
            () ->
                new ClientException.NotSignedIn(
                    "this device is not one of the account's yet",
                    "run 'coffer login', then 'coffer device confirm'"));
    this.remote = remote;
    this.accountId = accountId;
  }

  /** What was verified before; empty until this device began an account or was paired. */
  public Optional<TrustedChain> known() {
    return chain.known();
  }

  /**
   * What was verified before with everything that the server has since.
   *
   * @throws ClientException.Tampered when the server's chain does not go on from it
   */
  public TrustedChain current() {
    return chain.grow(this::extended);
  }

  /**
   * As {@link #current} and keeps nothing, for a look that changes no file.
   *
   * @throws ClientException.Tampered when the server's chain does not go on from what is known
   */
  public TrustedChain seen() {
    return extended(chain.requireKnown());
  }

  /** Lets the server append {@code event}, then takes it over. */
  public TrustedChain append(SignedNote event) {
    return chain.grow(
        known -> {
          TrustedChain longer = known.append(event);
          remote.append(event.format());
          return longer;
        });
  }

  /**
   * Has {@code sending} deliver the event that {@code author} makes of what was verified before,
   * then takes it over. The server is not asked what it has since: it refuses an event that does
   * not follow its newest one.
   */
  public TrustedChain append(
      Function<TrustedChain, SignedNote> author, Consumer<SignedNote> sending) {
    return chain.append(UnaryOperator.identity(), author, sending);
  }

  /** Takes {@code pinned}, with all its events, as this profile's; it has one once only. */
  public TrustedChain pin(TrustedChain pinned) {
    if (pinned.from() > 0) {
      throw new IllegalArgumentException("the chain lacks the events before " + pinned.from());
    }
    return chain.take(
        () -> pinned.requireAccount(accountId.get()),
        known -> {
          throw new IllegalStateException("the profile has a chain already");
        });
  }

  /** All events that the server has, believed by nobody yet. */
  public List<String> served() {
    List<String> events = new ArrayList<>();
    ChainPage page = remote.chain(0);
    while (page.events() != null && !page.events().isEmpty()) {
      events.addAll(page.events());
      page = remote.chain(events.size());
    }
    return events;
  }

  private TrustedChain extended(TrustedChain known) {
    TrustedChain longer = known;
    ChainPage page = remote.chain(longer.length());
    longer = longer.extend(page);
    while (page.length() > longer.length() && !page.events().isEmpty()) {
      page = remote.chain(longer.length());
      longer = longer.extend(page);
    }
    return longer;
  }
}
