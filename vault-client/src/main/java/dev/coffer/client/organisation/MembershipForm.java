package dev.coffer.client.organisation;

import dev.coffer.client.chain.ChainForm;
import dev.coffer.client.chain.ChainStore;
import dev.coffer.client.chain.WholeChain;
import dev.coffer.client.remote.WireJson;
import dev.coffer.client.store.SealedFile;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.membership.MembershipSnapshot;
import dev.coffer.protocol.note.SignedNote;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** An organisation's chain as it is kept: of thousands of events, the snapshot is all there is. */
final class MembershipForm implements ChainForm<TrustedMembership> {
  private static final String SNAPSHOT = "membership-";
  private static final String NEWEST = "newest-membership-";

  private MembershipForm() {}

  /** The chain of the organisation {@code id}. */
  static ChainStore<TrustedMembership> store(SealedFolder folder, UUID id) {
    String snapshot = SNAPSHOT + id;
    return new ChainStore<>(
        folder,
        new ChainStore.Names(snapshot, snapshot, NEWEST + id),
        new MembershipForm(),
        WholeChain.none());
  }

  /** The chains of all organisations. */
  static Stream<TrustedMembership> all(SealedFolder folder) {
    return folder.files(SNAPSHOT).stream()
        .map(file -> store(folder, idOf(file)).read().orElseThrow(file::damaged));
  }

  private static UUID idOf(SealedFile file) {
    try {
      return UUID.fromString(file.name().substring(SNAPSHOT.length()));
    } catch (IllegalArgumentException e) {
      throw file.damaged();
    }
  }

  @Override
  public int length(TrustedMembership chain) {
    return chain.length();
  }

  @Override
  public TrustedMembership append(TrustedMembership chain, SignedNote event) {
    return chain.append(event);
  }

  @Override
  public Optional<List<String>> since(TrustedMembership chain) {
    return chain.since();
  }

  @Override
  public String snapshot(TrustedMembership chain) {
    return WireJson.write(chain.snapshot());
  }

  @Override
  public Taken<TrustedMembership> read(String text) {
    MembershipSnapshot snapshot = WireJson.read(text, MembershipSnapshot.class);
    return new Taken<>() {
      @Override
      public int length() {
        return snapshot.digests().size();
      }

      @Override
      public TrustedMembership with(List<String> since) {
        return TrustedMembership.restore(snapshot, since);
      }
    };
  }
}
