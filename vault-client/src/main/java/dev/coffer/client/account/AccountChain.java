package dev.coffer.client.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.remote.DeviceRemote;
import dev.coffer.client.store.SealedFile;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.device.ChainPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The account's chain as this profile has verified it: it only grows, whatever the server says, and
 * several processes may let it grow.
 */
public final class AccountChain {
  private static final String NAME = "chain";

  private final SealedFolder folder;
  private final DeviceRemote remote;
  private final Supplier<String> accountId;

  public AccountChain(SealedFolder folder, DeviceRemote remote, Supplier<String> accountId) {
    this.folder = folder;
    this.remote = remote;
    this.accountId = accountId;
  }

  /** What was verified before; empty until this device began an account or was paired. */
  public Optional<TrustedChain> known() {
    SealedFile file = folder.file(NAME);
    return file.read().map(text -> parse(file, text));
  }

  /**
   * What was verified before with everything that the server has since.
   *
   * @throws ClientException.Tampered when the server's chain does not go on from it
   */
  public TrustedChain current() {
    return folder.locked(NAME, () -> save(extended(requireKnown())));
  }

  /**
   * As {@link #current} and keeps nothing, for a look that changes no file.
   *
   * @throws ClientException.Tampered when the server's chain does not go on from what is known
   */
  public TrustedChain seen() {
    return extended(requireKnown());
  }

  /** Lets the server append {@code event}, then takes it over. */
  public TrustedChain append(SignedNote event) {
    return folder.locked(
        NAME,
        () -> {
          TrustedChain longer = requireKnown().append(event);
          remote.append(event.format());
          return save(longer);
        });
  }

  /**
   * Has {@code sending} deliver the event that {@code author} makes of the chain as it is by then,
   * then takes it over.
   */
  public TrustedChain append(
      Function<TrustedChain, SignedNote> author, Consumer<SignedNote> sending) {
    return folder.locked(
        NAME,
        () -> {
          TrustedChain now = extended(requireKnown());
          SignedNote event = author.apply(now);
          TrustedChain longer = now.appendOwn(event);
          sending.accept(event);
          return save(longer);
        });
  }

  /** Takes {@code chain} as this profile's; it has one once only. */
  public TrustedChain pin(TrustedChain chain) {
    return folder.locked(
        NAME,
        () -> {
          if (known().isPresent()) {
            throw new IllegalStateException("the profile has a chain already");
          }
          return save(chain.requireAccount(accountId.get()));
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
    TrustedChain chain = known;
    ChainPage page = remote.chain(chain.length());
    chain = chain.extend(page);
    while (page.length() > chain.length() && !page.events().isEmpty()) {
      page = remote.chain(chain.length());
      chain = chain.extend(page);
    }
    return chain;
  }

  private TrustedChain requireKnown() {
    return known()
        .orElseThrow(
            () ->
                new ClientException.NotSignedIn(
                    "this device is not one of the account's yet",
                    "run 'coffer login', then 'coffer device confirm'"));
  }

  private TrustedChain save(TrustedChain chain) {
    if (known().map(TrustedChain::length).orElse(0) < chain.length()) {
      folder.file(NAME).write(chain.text());
    }
    return chain;
  }

  private static TrustedChain parse(SealedFile file, String text) {
    try {
      return TrustedChain.parse(text);
    } catch (Malformed e) {
      throw file.damaged();
    }
  }
}
