package dev.coffer.client.policy;

import dev.coffer.client.account.AccountChain;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.Optional;
import java.util.function.Consumer;

/** The policies of an account's own vaults. */
public final class AccountPolicyChain implements PolicyChain {
  private final AccountChain chain;
  private final ChainAuthor author;

  public AccountPolicyChain(AccountChain chain, ChainAuthor author) {
    this.chain = chain;
    this.author = author;
  }

  @Override
  public Roster current() {
    return chain.current().devices();
  }

  @Override
  public Optional<Roster> known() {
    return chain.known().map(TrustedChain::devices);
  }

  @Override
  public Roster set(TrustPolicy policy, Consumer<Roster> before, Consumer<SignedNote> sending) {
    return chain
        .append(
            now -> {
              before.accept(now.devices());
              return author.set(now, policy);
            },
            sending)
        .devices();
  }

  @Override
  public Roster remove(PolicyId id, Consumer<SignedNote> sending) {
    return chain.append(now -> author.remove(now, id), sending).devices();
  }

  @Override
  public String owner() {
    return chain.known().orElseGet(chain::current).devices().account().orElseThrow();
  }

  @Override
  public String nameOf(KeyId device) {
    return known()
        .flatMap(roster -> roster.device(device))
        .map(found -> found.name().value())
        .orElse(device.shortForm());
  }
}
