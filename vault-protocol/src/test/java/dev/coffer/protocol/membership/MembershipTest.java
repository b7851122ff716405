package dev.coffer.protocol.membership;

import static dev.coffer.protocol.membership.TestOrganisation.NOW;
import static dev.coffer.protocol.membership.TestOrganisation.account;
import static dev.coffer.protocol.membership.TestOrganisation.approved;
import static dev.coffer.protocol.membership.TestOrganisation.changed;
import static dev.coffer.protocol.membership.TestOrganisation.created;
import static dev.coffer.protocol.membership.TestOrganisation.granted;
import static dev.coffer.protocol.membership.TestOrganisation.invited;
import static dev.coffer.protocol.membership.TestOrganisation.named;
import static dev.coffer.protocol.membership.TestOrganisation.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.Vectors;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.MembershipEvent.Created;
import dev.coffer.protocol.membership.MembershipEvent.LpmSwitched;
import dev.coffer.protocol.note.SignedNote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain as such: its beginning, its order, its authors, and the one form of every event. */
class MembershipTest {
  private final TestDevice ada = new TestDevice(1);
  private final TestDevice bob = new TestDevice(2);
  private final TestDevice eve = new TestDevice(3);
  private final TestOrganisation none = new TestOrganisation(Membership.empty());
  private final TestOrganisation begun = TestOrganisation.of("ada", ada);
  private final TestOrganisation team = begun.member("bob", Role.DEVELOPER, ada, bob);

  @Nested
  class Begin {
    @Test
    void created_isItsFirstOwner() {
      assertThat(begun.chain().organisation()).isEqualTo(TestOrganisation.ID);
      assertThat(begun.chain().name()).isEqualTo(new OrganisationName("acme"));
      assertThat(begun.of("ada").role()).isEqualTo(Role.OWNER);
      assertThat(begun.of("ada").isActive()).isTrue();
      assertThat(begun.chain().genesis()).contains(none.note(created("ada", ada), ada).digest());
      assertThat(begun.chain().allowsLpm()).isFalse();
    }

    @Test
    void created_again_isRefused() {
      begun.refuses("created once", created("eve", eve), ada);
    }

    @Test
    void created_byADeviceThatItDoesNotName_isRefused() {
      none.refuses("signed by a device that it names", created("ada", ada), eve);
    }

    @Test
    void anythingElseFirst_isRefused() {
      none.refuses("no device of a member", invited(1, Role.READER, Access.ALL), ada);
      none.refuses("no such invitation", begun.joined(1, "ada", ada), ada);
    }
  }

  @Nested
  class Order {
    private final SignedNote next = begun.note(invited(1, Role.READER, Access.ALL), ada);
    private final List<SignedNote> events = new ArrayList<>();

    Order() {
      TestOrganisation growing = none;
      for (MembershipEvent event :
          List.of(
              created("ada", ada),
              new LpmSwitched(true),
              invited(1, Role.READER, Access.ALL),
              approved("ada", eve),
              new LpmSwitched(false))) {
        events.add(growing.note(event, ada));
        growing = growing.add(event, ada);
      }
    }

    @Test
    void replay_inOrder_isTheChain() {
      assertThat(Membership.replay(events).length()).isEqualTo(5);
      assertThat(Membership.replay(events).head().orElseThrow().digest())
          .isEqualTo(events.get(4).digest());
    }

    @Test
    void dropped_reordered_orTwice_isRefused() {
      for (int i = 0; i < events.size() - 1; i++) {
        List<SignedNote> dropped = new ArrayList<>(events);
        dropped.remove(i);
        List<SignedNote> swapped = new ArrayList<>(events);
        Collections.swap(swapped, i, i + 1);
        List<SignedNote> twice = new ArrayList<>(events);
        twice.add(i, events.get(i));
        for (List<SignedNote> wrong : List.of(dropped, swapped, twice)) {
          assertThatExceptionOfType(ChainRefused.class).isThrownBy(() -> Membership.replay(wrong));
        }
      }
    }

    @Test
    void ofAnotherBranch_isRefused() {
      team.refuses("does not follow", next);
      TestOrganisation fork = begun.add(new LpmSwitched(true), ada);
      fork.refuses("does not follow", next);
      fork.refuses("does not follow", team.note(new LpmSwitched(true), ada));
    }

    @Test
    void firstBadEvent_isNamed_alsoWhenALaterOneBreaksARule() {
      SignedNote forged = forged(events.get(2).text(), ada, bob);
      List<SignedNote> wrong = new ArrayList<>(events.subList(0, 2));
      wrong.add(forged);
      wrong.add(events.get(3));
      wrong.add(events.get(3));
      assertThatExceptionOfType(ChainRefused.class)
          .isThrownBy(() -> Membership.replay(wrong))
          .withMessageContaining("event 2: the signature");
    }

    @Test
    void firstBadOfManyEvents_isNamed_whereverItStands() {
      List<SignedNote> many = new ArrayList<>(List.of(none.note(created("ada", ada), ada)));
      TestOrganisation growing = begun;
      for (int i = 1; i < 60; i++) {
        SignedNote note = growing.note(new LpmSwitched(i % 2 == 0), ada);
        many.add(i == 40 || i == 50 ? forged(note.text(), ada, bob) : note);
        growing = new TestOrganisation(growing.chain().append(note));
      }
      assertThatExceptionOfType(ChainRefused.class)
          .isThrownBy(() -> Membership.replay(many))
          .withMessageContaining("event 40: the signature");
    }
  }

  private static SignedNote forged(String text, TestDevice author, TestDevice signer) {
    SignedNote real = SignedNote.sign(text, author);
    return new SignedNote(
        text, author.keyId(), real.hint(), SignedNote.sign(text, signer).signature());
  }

  @Nested
  class Author {
    private final MembershipEvent event = invited(9, Role.READER, Access.ALL);

    @Test
    void strangerOrFormerMember_isRefused() {
      team.refuses("no device of a member", event, eve);
      team.add(removed("bob"), ada).refuses("no device of a member", removed("bob"), bob);
    }

    @Test
    void waitingJoiner_isRefused() {
      TestOrganisation open = begun.add(invited(1, Role.ADMIN, Access.ALL), ada);
      TestOrganisation waiting = open.add(open.joined(1, "bob", bob), bob);
      waiting.refuses("no device of a member", event, bob);
    }

    @Test
    void inAnothersName_isRefused() {
      String text = team.chain().next(event, ada.keyId(), NOW).text();
      team.refuses("signature is not its author's", SignedNote.sign(text, bob));
      team.refuses("signature is not its author's", forged(text, ada, bob));
    }
  }

  @Nested
  class Form {
    private List<MembershipLink> links() {
      VaultHead first = new VaultHead(new VaultId("vault-1"), 3, Digest.of("m"));
      VaultHead second = new VaultHead(new VaultId("vault-2"), 1, Digest.of("n"));
      return Stream.of(
              invited(1, Role.DEVELOPER, granted("production", "read", "staging", "write")),
              begun.joined(1, "bob", bob, eve),
              TestOrganisation.confirmed(1),
              new MembershipEvent.Withdrawn(TestOrganisation.invitation(1)),
              changed("bob", Role.READER, granted(), first, second),
              changed("bob", Role.READER, granted("staging", "read")),
              removed("bob", first),
              removed("bob"),
              approved("ada", eve),
              TestOrganisation.revoked(eve, first, second),
              new LpmSwitched(true),
              new LpmSwitched(false))
          .map(event -> begun.chain().next(event, ada.keyId(), NOW))
          .toList();
    }

    @Test
    void parse_ofText_isTheLink() {
      MembershipLink first = none.chain().next(created("ada", ada, eve), ada.keyId(), NOW);
      assertThat(MembershipLink.parse(first.text())).isEqualTo(first);
      for (MembershipLink link : links()) {
        assertThat(MembershipLink.parse(link.text())).isEqualTo(link);
        assertThat(MembershipLink.parse(link.text()).text()).isEqualTo(link.text());
      }
    }

    @Test
    void anyLineMissingDoubledOrMoved_isMalformed() {
      for (MembershipLink link : links()) {
        List<String> lines = List.of(link.text().split("\n", -1));
        for (int i = 0; i < lines.size() - 1; i++) {
          List<String> missing = new ArrayList<>(lines);
          missing.remove(i);
          List<String> twice = new ArrayList<>(lines);
          twice.add(i, lines.get(i));
          List<String> moved = new ArrayList<>(lines);
          Collections.swap(moved, i, (i + 1) % (lines.size() - 1));
          Stream.of(missing, twice, moved)
              .map(variant -> String.join("\n", variant))
              .filter(variant -> !variant.equals(link.text()))
              .forEach(variant -> isNotRead(variant, link));
        }
      }
    }

    /** Or, with fewer of the lines that may be repeated, as the one form of something else. */
    private void isNotRead(String variant, MembershipLink link) {
      try {
        MembershipLink other = MembershipLink.parse(variant);
        assertThat(other).isNotEqualTo(link);
        assertThat(other.text()).isEqualTo(variant);
      } catch (Malformed expected) {
        assertThat(expected).hasMessageNotContaining(ada.keyId().value());
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "sequence 01",
          "sequence -1",
          "event Removed",
          "event expelled",
          "account ",
          "account  id-bob",
          "account id bob",
          "account id-b\u00f6b",
          "time 2026-01-02T03:04:05.5Z",
          "previous none"
        })
    void lineInAnotherForm_isMalformed(String line) {
      String text = begun.chain().next(removed("bob"), ada.keyId(), NOW).text();
      String word = line.substring(0, line.indexOf(' '));
      String variant = text.replaceFirst("(?m)^" + word + " .*$", line);
      assertThat(variant).isNotEqualTo(text);
      assertThatExceptionOfType(Malformed.class).isThrownBy(() -> MembershipLink.parse(variant));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "Ada",
          "ada ",
          "a da",
          "a\u202eda",
          "\u0430da",
          "ad\u0430",
          "a\u200dda",
          "a\u0301",
          "a\u0007",
          "-ada",
          "a/b",
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        })
    void memberName_thatCouldBeTakenForAnother_isMalformed(String name) {
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(
              () ->
                  new Created(
                      TestOrganisation.ID,
                      new OrganisationName("acme"),
                      account("ada"),
                      name,
                      named(ada)));
    }

    @Test
    void tooMany_isMalformed() {
      TestDevice[] devices =
          IntStream.rangeClosed(1, MembershipEvent.MAX_DEVICES + 1)
              .mapToObj(TestDevice::new)
              .toArray(TestDevice[]::new);
      assertMalformed(() -> created("ada", devices));
      assertMalformed(() -> created("ada", ada, ada));
      assertMalformed(() -> created("ada"));
      VaultHead[] heads =
          IntStream.rangeClosed(0, MembershipEvent.MAX_HEADS)
              .mapToObj(i -> new VaultHead(new VaultId("vault-" + (10_000 + i)), 1, Digest.of("m")))
              .toArray(VaultHead[]::new);
      assertMalformed(() -> removed("bob", heads));
      SortedMap<EnvironmentName, Boolean> grants = new TreeMap<>();
      IntStream.rangeClosed(0, Access.MAX_GRANTS)
          .forEach(i -> grants.put(new EnvironmentName("e" + i), true));
      assertMalformed(() -> Access.of(grants));
      assertMalformed(() -> MembershipLink.parse("x".repeat(600_000) + "\n"));
    }

    private void assertMalformed(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
      assertThatExceptionOfType(Malformed.class).isThrownBy(act);
    }

    @Test
    void anyBitFlipped_isRefused() {
      TestOrganisation open =
          begun.add(invited(1, Role.DEVELOPER, granted("staging", "write")), ada);
      TestOrganisation waiting = open.add(open.joined(1, "bob", bob, eve), bob);
      TestOrganisation both = waiting.add(TestOrganisation.confirmed(1), ada);
      VaultHead head = new VaultHead(new VaultId("vault-1"), 3, Digest.of("m"));
      flipped(begun, invited(1, Role.DEVELOPER, granted("staging", "write")), ada);
      flipped(open, open.joined(1, "bob", bob, eve), bob);
      flipped(waiting, TestOrganisation.confirmed(1), ada);
      flipped(waiting, new MembershipEvent.Withdrawn(TestOrganisation.invitation(1)), ada);
      flipped(both, changed("bob", Role.READER, granted("staging", "read"), head), ada);
      flipped(both, removed("bob", head), ada);
      flipped(both, approved("bob", new TestDevice(9)), bob);
      flipped(both, TestOrganisation.revoked(eve, head), bob);
      flipped(both, new LpmSwitched(true), ada);
      flipped(none, created("ada", ada), ada);
    }

    private void flipped(TestOrganisation before, MembershipEvent event, TestDevice author) {
      String text = before.note(event, author).format();
      assertThat(follows(before.chain(), text)).isTrue();
      for (int i = 0; i < Vectors.length(text); i++) {
        assertThat(follows(before.chain(), Vectors.flipped(text, i))).as("byte %d", i).isFalse();
      }
    }

    private boolean follows(Membership chain, String event) {
      try {
        return chain.append(SignedNote.parse(event)).length() == chain.length() + 1;
      } catch (Malformed | ChainRefused e) {
        return false;
      }
    }
  }
}
