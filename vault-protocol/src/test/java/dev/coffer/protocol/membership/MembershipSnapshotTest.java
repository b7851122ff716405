package dev.coffer.protocol.membership;

import static dev.coffer.protocol.membership.TestOrganisation.account;
import static dev.coffer.protocol.membership.TestOrganisation.granted;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.MembershipEvent.LpmSwitched;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import dev.coffer.protocol.note.SignedNote;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was restored says what was replayed, and goes on alike: along chains that nobody planned.
 */
class MembershipSnapshotTest {
  private static final int EVENTS = 200;
  private static final int PEOPLE = 8;
  private static final int DEVICES = 4;
  private static final List<TestDevice> ALL =
      IntStream.rangeClosed(1, PEOPLE * DEVICES).mapToObj(TestDevice::new).toList();
  private static final Gson JSON = new Gson();
  private static final List<Role> INVITED =
      List.of(Role.ADMIN, Role.MAINTAINER, Role.DEVELOPER, Role.READER);

  private static Membership restored(Membership chain) {
    String stored = JSON.toJson(chain.snapshot());
    return Membership.restore(JSON.fromJson(stored, MembershipSnapshot.class));
  }

  @Test
  void empty_isRestoredAsEmpty() {
    Membership empty = restored(Membership.empty());
    assertThat(empty.isEmpty()).isTrue();
    TestDevice ada = new TestDevice(1);
    SignedNote first = new TestOrganisation(empty).note(TestOrganisation.created("ada", ada), ada);
    assertThat(empty.append(first).length()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 4})
  void restored_isWhatWasReplayed_andAcceptsAndRefusesTheSame(long seed) {
    Story story = new Story(new Dice(seed));
    while (story.notes.size() < EVENTS) {
      story.turn();
    }
    assertThat(story.refused).isGreaterThan(EVENTS / 10);
    assertThat(Membership.replay(story.notes).snapshot()).isEqualTo(story.chain.snapshot());
  }

  /** Falls alike in every run with the same seed. */
  private static final class Dice {
    private final long seed;
    private int thrown;

    Dice(long seed) {
      this.seed = seed;
    }

    int below(int limit) {
      byte[] digest = Digest.of(seed + " " + thrown++).value().toArray();
      return Math.floorMod(ByteBuffer.wrap(digest).getInt(), limit);
    }
  }

  /** Tries one act after the other on a chain and on what was restored of it. */
  private static final class Story {
    private final Dice dice;
    private final List<SignedNote> notes = new ArrayList<>();
    private Membership chain = Membership.empty();
    private Membership stored = Membership.empty();
    private int invitations;
    private int refused;

    Story(Dice dice) {
      this.dice = dice;
      TestDevice first = device(0, 0);
      accept(new TestOrganisation(chain).note(TestOrganisation.created(name(0), first), first));
    }

    private static String name(int person) {
      return "person" + person;
    }

    private static TestDevice device(int person, int index) {
      return ALL.get(person * DEVICES + index);
    }

    private TestDevice anyDevice() {
      return device(dice.below(PEOPLE), dice.below(DEVICES));
    }

    private TestDevice ownersDevice() {
      return ALL.stream()
          .filter(device -> chain.reach(device.keyId()).shares())
          .filter(device -> chain.memberOf(device.keyId()).orElseThrow().role() == Role.OWNER)
          .findFirst()
          .orElseThrow();
    }

    void turn() {
      TestDevice author = dice.below(3) == 0 ? anyDevice() : ownersDevice();
      TestOrganisation now = new TestOrganisation(chain);
      SignedNote note = now.note(event(now, author), author);
      Optional<Membership> replayed = after(chain, note);
      Optional<Membership> continued = after(stored, note);
      assertThat(continued.map(Membership::snapshot)).isEqualTo(replayed.map(Membership::snapshot));
      if (replayed.isPresent()) {
        accept(note);
      } else {
        refused++;
      }
    }

    private void accept(SignedNote note) {
      chain = chain.append(note);
      stored = restored(chain);
      assertThat(stored.snapshot()).isEqualTo(chain.snapshot());
      notes.add(note);
    }

    private static Optional<Membership> after(Membership chain, SignedNote note) {
      try {
        return Optional.of(chain.append(note));
      } catch (ChainRefused | Malformed e) {
        return Optional.empty();
      }
    }

    private MembershipEvent event(TestOrganisation now, TestDevice author) {
      int person = dice.below(PEOPLE);
      int invitation = invitations == 0 ? 1 : 1 + dice.below(invitations);
      return switch (dice.below(10)) {
        case 0, 1 -> invite();
        case 2, 3 -> {
          String joiner = ownerOf(author);
          yield now.joined(latest(now, Invitation.Status.OPEN, invitation), joiner, author);
        }
        case 4, 5 -> TestOrganisation.confirmed(latest(now, Invitation.Status.JOINED, invitation));
        case 6 -> change(person);
        case 7 ->
            dice.below(2) == 0
                ? TestOrganisation.removed(name(person), heads())
                : new Withdrawn(TestOrganisation.invitation(invitation));
        case 8 -> TestOrganisation.approved(ownerOf(author), anyDevice());
        default ->
            dice.below(4) == 0
                ? new LpmSwitched(dice.below(2) == 0)
                : TestOrganisation.revoked(anyDevice(), heads());
      };
    }

    private static int latest(TestOrganisation now, Invitation.Status status, int otherwise) {
      return now.chain().invitations().stream()
          .filter(invitation -> invitation.status() == status)
          .map(invitation -> Integer.parseInt(invitation.id(), 16))
          .reduce((first, last) -> last)
          .orElse(otherwise);
    }

    private static String ownerOf(TestDevice device) {
      return name(ALL.indexOf(device) / DEVICES);
    }

    private MembershipEvent invite() {
      invitations++;
      Role role = INVITED.get(dice.below(INVITED.size()));
      return TestOrganisation.invited(invitations, role, access(role));
    }

    private Access access(Role role) {
      return role.canBeLimited() && dice.below(2) == 0
          ? granted("staging", role == Role.READER ? "read" : "write")
          : Access.ALL;
    }

    private MembershipEvent change(int person) {
      Role role = dice.below(5) == 0 ? Role.OWNER : INVITED.get(dice.below(INVITED.size()));
      return TestOrganisation.changed(name(person), role, access(role), heads());
    }

    private VaultHead[] heads() {
      VaultHead[] heads = new VaultHead[dice.below(3)];
      for (int i = 0; i < heads.length; i++) {
        int version = 1 + dice.below(9);
        heads[i] = new VaultHead(new VaultId("vault-" + i), version, Digest.of("m" + version));
      }
      return heads;
    }
  }

  @Test
  void waitingForASecondTime_isRestoredWithWhatWasBefore() {
    TestDevice ada = new TestDevice(1);
    TestDevice bob = new TestDevice(2);
    TestOrganisation gone =
        TestOrganisation.of("ada", ada)
            .member("bob", Role.DEVELOPER, ada, bob)
            .add(TestOrganisation.removed("bob"), ada);
    TestOrganisation asked = gone.add(TestOrganisation.invited(2, Role.ADMIN, Access.ALL), ada);
    TestOrganisation waits = asked.add(asked.joined(2, "bob", bob), bob);
    TestOrganisation after =
        new TestOrganisation(restored(waits.chain()))
            .add(new Withdrawn(TestOrganisation.invitation(2)), ada);
    assertThat(after.of("bob")).isEqualTo(gone.of("bob"));
    assertThat(after.chain().member(account("bob"))).isPresent();
  }
}
