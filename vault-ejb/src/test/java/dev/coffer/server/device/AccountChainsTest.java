package dev.coffer.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.note.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found for stored notes is what their replay gives, whatever was kept before. */
class AccountChainsTest {
  private static final int MANY = 5;

  private final UUID account = UUID.randomUUID();
  private final TestDevice owner = new TestDevice();
  private final AccountChains chains = new AccountChains(2);
  private final List<String> stored = new ArrayList<>();

  @BeforeEach
  void beginWithManyEvents() {
    for (int i = 0; i < MANY; i++) {
      stored.add(next(stored).format());
    }
  }

  /** One that may follow {@code notes}; no two are the same. */
  private SignedNote next(List<String> notes) {
    DeviceChain chain = replayed(notes);
    return owner.signed(
        chain,
        chain.isEmpty()
            ? new ChainEvent.Created(account.toString(), owner.keys(), TestDevice.NAME)
            : new ChainEvent.Approved(new TestDevice().keys(), TestDevice.NAME));
  }

  private static DeviceChain replayed(List<String> notes) {
    return DeviceChain.replay(notes.stream().map(SignedNote::parse).toList());
  }

  /** The very text with a signature that nobody made. */
  private static String forged(String note) {
    SignedNote whole = SignedNote.parse(note);
    byte[] signature = whole.signature().toArray();
    signature[0] ^= 1;
    return new SignedNote(whole.text(), whole.signer(), whole.hint(), Bytes.of(signature)).format();
  }

  private List<String> with(int sequence, String note) {
    List<String> changed = new ArrayList<>(stored);
    changed.set(sequence, note);
    return changed;
  }

  private void sameAsReplay(List<String> notes) {
    DeviceChain found = chains.at(account, notes).chain();
    DeviceChain expected = replayed(notes);
    assertThat(found.head()).isEqualTo(expected.head());
    assertThat(found.length()).isEqualTo(notes.size());
    assertThat(found.devices()).isEqualTo(expected.devices());
  }

  private void refused(List<String> notes) {
    ChainRefused byReplay = catchThrowableOfType(ChainRefused.class, () -> replayed(notes));
    assertThat(byReplay).isNotNull();
    assertThatExceptionOfType(ChainRefused.class)
        .isThrownBy(() -> chains.at(account, notes))
        .withMessage(byReplay.getMessage());
  }

  @Test
  void at_nothingStored_theEmptyChain() {
    sameAsReplay(List.of());
  }

  @Test
  void at_twice_theVeryChainThatWasVerified() {
    DeviceChain first = chains.at(account, stored).chain();
    assertThat(chains.at(account, stored).chain()).isSameAs(first);
    sameAsReplay(stored);
  }

  @Test
  void at_longerThanBefore_whatIsNew() {
    chains.at(account, stored);
    stored.add(next(stored).format());
    stored.add(next(stored).format());
    sameAsReplay(stored);
  }

  @Test
  void at_longerThanBefore_verifiesTheNewAlone() {
    // Kept as if it had been verified, which no replay would do: what it takes for granted shows.
    List<String> broken = with(2, forged(stored.get(2)));
    chains.keep(account, new VerifiedChain(replayed(stored), VerifiedChain.digest(broken)));
    String following = next(stored).format();
    broken.add(following);
    assertThat(chains.at(account, broken).chain().length()).isEqualTo(MANY + 1);
    broken.set(MANY, forged(following));
    assertThatExceptionOfType(ChainRefused.class).isThrownBy(() -> chains.at(account, broken));
  }

  @Nested
  class Changed {
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void signature_atAnyPlace_isRefusedAsByReplay(int sequence) {
      chains.at(account, stored);
      refused(with(sequence, forged(stored.get(sequence))));
      sameAsReplay(stored);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void textThatOthersFollow_isRefusedAsByReplay(int sequence) {
      chains.at(account, stored);
      refused(with(sequence, next(stored.subList(0, sequence)).format()));
      sameAsReplay(stored);
    }

    @Test
    void head_isWhatReplayGives() {
      chains.at(account, stored);
      sameAsReplay(with(MANY - 1, next(stored.subList(0, MANY - 1)).format()));
      sameAsReplay(stored);
    }

    @Test
    void noNoteAnyMore_isMalformedAsByReplay() {
      chains.at(account, stored);
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> chains.at(account, with(2, "no note")));
      sameAsReplay(stored);
    }

    @Test
    void boundaryOfTwoNotes_isNotTakenForTheSame() {
      chains.at(account, stored);
      List<String> moved = with(1, stored.get(1) + stored.get(2).charAt(0));
      moved.set(2, stored.get(2).substring(1));
      assertThatExceptionOfType(Malformed.class).isThrownBy(() -> chains.at(account, moved));
    }

    @Test
    void missingInTheMiddle_isRefusedAsByReplay() {
      chains.at(account, stored);
      List<String> gap = new ArrayList<>(stored);
      gap.remove(2);
      refused(gap);
    }
  }

  @Test
  void at_shorterThanBefore_asAfterABackupWasRestored_whatReplayGives() {
    chains.at(account, stored);
    List<String> before = new ArrayList<>(stored.subList(0, 2));
    sameAsReplay(before);
    before.add(next(before).format());
    sameAsReplay(before);
  }

  @Test
  void at_afterAnEventThatWasRolledBack_whatIsStored() {
    VerifiedChain kept = chains.at(account, stored);
    chains.keep(account, kept.append(next(stored)));
    sameAsReplay(stored);
    stored.add(next(stored).format());
    sameAsReplay(stored);
  }

  @Test
  void keep_anEventThatWasStored_isNotVerifiedAgain() {
    SignedNote last = next(stored);
    VerifiedChain longer = chains.at(account, stored).append(last);
    chains.keep(account, longer);
    stored.add(last.format());
    assertThat(chains.at(account, stored).chain()).isSameAs(longer.chain());
  }

  @Test
  void at_byTwoServersInTurns_eachSeesWhatTheOtherStored() {
    AccountChains other = new AccountChains(2);
    for (int i = 0; i < MANY; i++) {
      AccountChains one = i % 2 == 0 ? chains : other;
      SignedNote event = next(stored);
      one.keep(account, one.at(account, stored).append(event));
      stored.add(event.format());
    }
    sameAsReplay(stored);
    assertThat(other.at(account, stored).chain().head()).isEqualTo(replayed(stored).head());
  }

  @Test
  void at_anAccountThatIsGone_nothingIsLeftOfIt() {
    chains.at(account, stored);
    sameAsReplay(List.of());
    List<String> anew = List.of(next(List.of()).format());
    sameAsReplay(anew);
  }

  @Test
  void at_anotherAccount_isNotMistakenForThis() {
    chains.at(account, stored);
    UUID another = UUID.randomUUID();
    assertThat(chains.at(another, List.of()).chain().isEmpty()).isTrue();
    assertThat(chains.at(another, stored.subList(0, 1)).chain().length()).isEqualTo(1);
    sameAsReplay(stored);
  }

  @Test
  void at_moreAccountsThanAreKept_whatReplayGives() {
    for (int i = 0; i < MANY; i++) {
      chains.at(UUID.randomUUID(), stored);
    }
    sameAsReplay(stored);
  }

  @Test
  void append_thatMayNotFollow_isRefusedAndNothingChanged() {
    VerifiedChain before = chains.at(account, stored);
    SignedNote skipped = next(List.of(stored.get(0)));
    assertThatExceptionOfType(ChainRefused.class).isThrownBy(() -> before.append(skipped));
    assertThatExceptionOfType(ChainRefused.class)
        .isThrownBy(() -> before.append(SignedNote.parse(forged(next(stored).format()))));
    assertThat(before.chain().length()).isEqualTo(MANY);
    sameAsReplay(stored);
  }
}
