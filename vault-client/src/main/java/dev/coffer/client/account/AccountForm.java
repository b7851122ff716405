package dev.coffer.client.account;

import dev.coffer.client.chain.ChainForm;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.remote.WireJson;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.snapshot.DeviceChainSnapshot;
import dev.coffer.protocol.note.SignedNote;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The account's chain as it is kept: a snapshot of another account's is none of its. */
final class AccountForm implements ChainForm<TrustedChain> {
  private final Supplier<String> accountId;

  AccountForm(Supplier<String> accountId) {
    this.accountId = accountId;
  }

  @Override
  public int length(TrustedChain chain) {
    return chain.length();
  }

  @Override
  public TrustedChain append(TrustedChain chain, SignedNote event) {
    return chain.appendOwn(event);
  }

  @Override
  public Optional<List<String>> since(TrustedChain chain) {
    return Optional.of(chain.events()).filter(events -> chain.from() > 0);
  }

  @Override
  public String snapshot(TrustedChain chain) {
    return WireJson.write(chain.snapshot());
  }

  @Override
  public Taken<TrustedChain> read(String text) {
    DeviceChainSnapshot snapshot = WireJson.read(text, DeviceChainSnapshot.class);
    if (!DeviceChainSnapshot.FORM.equals(snapshot.form())
        || !accountId.get().equals(snapshot.account())
        || snapshot.digests() == null) {
      throw new Malformed("a snapshot of another account's chain, or in another form");
    }
    return new Taken<>() {
      @Override
      public int length() {
        return snapshot.digests().size();
      }

      @Override
      public TrustedChain with(List<String> since) {
        return TrustedChain.restore(snapshot, since);
      }
    };
  }
}
