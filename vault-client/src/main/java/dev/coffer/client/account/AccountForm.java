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

/**
 * The account's chain as it is kept. A snapshot of another account's is none of its, and one that
 * was taken of another log than lies beside it now lacks what was pinned there since.
 */
final class AccountForm implements ChainForm<TrustedChain> {
  private final Supplier<String> accountId;
  private final ChainLog log;

  AccountForm(Supplier<String> accountId, ChainLog log) {
    this.accountId = accountId;
    this.log = log;
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
    return WireJson.write(new KeptSnapshot(log.size(), chain.snapshot()));
  }

  @Override
  public Taken<TrustedChain> read(String text) {
    DeviceChainSnapshot snapshot = believed(WireJson.read(text, KeptSnapshot.class));
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

  private DeviceChainSnapshot believed(KeptSnapshot kept) {
    DeviceChainSnapshot snapshot = kept.chain();
    if (snapshot == null
        || !DeviceChainSnapshot.FORM.equals(snapshot.form())
        || !accountId.get().equals(snapshot.account())
        || snapshot.digests() == null) {
      throw new Malformed("a snapshot of another account's chain, or in another form");
    }
    if (!Long.valueOf(log.size()).equals(kept.logSize())) {
      throw new Malformed("the events were written since, without a snapshot");
    }
    return snapshot;
  }
}
