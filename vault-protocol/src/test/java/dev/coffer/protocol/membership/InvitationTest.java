package dev.coffer.protocol.membership;

import static dev.coffer.protocol.membership.TestOrganisation.EXPIRES;
import static dev.coffer.protocol.membership.TestOrganisation.NOW;
import static dev.coffer.protocol.membership.TestOrganisation.account;
import static dev.coffer.protocol.membership.TestOrganisation.changed;
import static dev.coffer.protocol.membership.TestOrganisation.confirmed;
import static dev.coffer.protocol.membership.TestOrganisation.invitation;
import static dev.coffer.protocol.membership.TestOrganisation.invited;
import static dev.coffer.protocol.membership.TestOrganisation.key;
import static dev.coffer.protocol.membership.TestOrganisation.named;
import static dev.coffer.protocol.membership.TestOrganisation.nonce;
import static dev.coffer.protocol.membership.TestOrganisation.removed;
import static dev.coffer.protocol.membership.TestOrganisation.revoked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.membership.MembershipEvent.Confirmed;
import dev.coffer.protocol.membership.MembershipEvent.Invited;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InvitationTest {
  private static final String NOT_THE_LINK = "not accepted by who has its link";
  private final TestDevice ada = new TestDevice(1);
  private final TestDevice bob = new TestDevice(2);
  private final TestDevice eve = new TestDevice(3);
  private final TestDevice old = new TestDevice(4);
  private final TestOrganisation begun = TestOrganisation.of("ada", ada);
  private final TestOrganisation open = begun.add(invited(1, Role.DEVELOPER, Access.ALL), ada);
  private final TestOrganisation waiting = open.add(open.joined(1, "bob", bob), bob);
  private final TestOrganisation team = waiting.add(confirmed(1), ada);

  @Nested
  class Invite {
    @Test
    void asOwner_isMalformed() {
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> invited(2, Role.OWNER, Access.ALL))
          .withMessageContaining("nobody is invited as an owner");
    }

    @Test
    void byAnAdmin_asAdmin_isRefused() {
      TestOrganisation admin = begun.member("bob", Role.ADMIN, ada, bob);
      admin.refuses("does not manage", invited(2, Role.ADMIN, Access.ALL), bob);
      assertThat(admin.add(invited(2, Role.MAINTAINER, Access.ALL), bob).chain().invitations())
          .hasSize(2);
    }

    @Test
    void withAKnownId_isRefused() {
      open.refuses("the invitation exists", invited(1, Role.READER, Access.ALL), ada);
      team.refuses("the invitation exists", invited(1, Role.READER, Access.ALL), ada);
    }

    @Test
    void thatHasExpiredAlready_isRefused() {
      open.refuses(
          "ends before it begins", open.note(invited(2, Role.READER, Access.ALL), ada, EXPIRES));
    }

    @Test
    void limitedAboveDeveloper_orAReaderWhoWrites_isMalformed() {
      Access grants = TestOrganisation.granted("staging", "write");
      for (Role role : List.of(Role.ADMIN, Role.MAINTAINER, Role.READER)) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> invited(2, role, grants));
      }
    }
  }

  @Nested
  class Join {
    @Test
    void withTheLink_waits() {
      assertThat(waiting.of("bob").status()).isEqualTo(Member.Status.JOINED);
      assertThat(waiting.chain().invitation(invitation(1)))
          .hasValueSatisfying(
              one -> {
                assertThat(one.status()).isEqualTo(Invitation.Status.JOINED);
                assertThat(one.joiner()).contains(account("bob"));
                assertThat(one.joinedEvent())
                    .contains(waiting.chain().head().orElseThrow().digest());
              });
    }

    @Test
    void withoutTheLinksPrivateKey_isRefused() {
      open.refuses(NOT_THE_LINK, open.joined(1, 2, "eve", eve), eve);
    }

    @Test
    void withAnythingSubstituted_isRefused() {
      Joined real = open.joined(1, "bob", bob);
      String bobs = account("bob");
      Bytes proof = real.proof();
      DeviceName name = new DeviceName("another name");
      Stream.of(
              new Joined(invitation(1), bobs, "bob", real.nonce(), named(eve), proof),
              new Joined(invitation(1), bobs, "bob", real.nonce(), named(bob, eve), proof),
              new Joined(invitation(1), account("eve"), "bob", real.nonce(), named(bob), proof),
              new Joined(invitation(1), bobs, "eve", real.nonce(), named(bob), proof),
              new Joined(invitation(1), bobs, "bob", nonce(9), named(bob), proof),
              new Joined(
                  invitation(1),
                  bobs,
                  "bob",
                  real.nonce(),
                  List.of(new NamedDevice(bob.keys(), name)),
                  proof))
          .forEach(
              forged ->
                  open.refuses(
                      NOT_THE_LINK, forged, forged.devices().equals(named(eve)) ? eve : bob));
    }

    @Test
    void replayedFromAnotherInvitation_orOrganisation_isRefused() {
      TestOrganisation two = open.add(invited(2, Role.ADMIN, Access.ALL), ada);
      Joined first = two.joined(1, "bob", bob);
      Joined moved =
          new Joined(
              invitation(2), first.account(), "bob", first.nonce(), first.devices(), first.proof());
      two.refuses(NOT_THE_LINK, moved, bob);
      TestOrganisation another =
          TestOrganisation.of("eve", eve).add(invited(1, Role.DEVELOPER, Access.ALL), eve);
      another.refuses(NOT_THE_LINK, first, bob);
    }

    @Test
    void expired_isRefused_andTheLastSecondIsNot() {
      Joined joined = open.joined(1, "bob", bob);
      open.refuses("has expired", open.note(joined, bob, EXPIRES.plusSeconds(1)));
      assertThat(open.chain().append(open.note(joined, bob, EXPIRES)).length()).isEqualTo(3);
    }

    @Test
    void twice_orAfterConfirmationOrWithdrawal_isRefused() {
      String spent = "accepted or withdrawn before";
      waiting.refuses(spent, waiting.joined(1, "eve", eve), eve);
      team.refuses(spent, team.joined(1, "eve", eve), eve);
      TestOrganisation void_ = open.add(new Withdrawn(invitation(1)), ada);
      void_.refuses(spent, void_.joined(1, "bob", bob), bob);
    }

    @Test
    void toAnInvitationThatIsNone_isRefused() {
      begun.refuses("no such invitation", begun.joined(1, "bob", bob), bob);
    }

    @Test
    void ofAMember_orOfOneWhoWaits_isRefused() {
      TestOrganisation more = team.add(invited(2, Role.ADMIN, Access.ALL), ada);
      more.refuses("belongs to the organisation already", more.joined(2, "bob", eve), eve);
      TestOrganisation waits = waiting.add(invited(2, Role.ADMIN, Access.ALL), ada);
      waits.refuses("belongs to the organisation already", waits.joined(2, "bob", eve), eve);
    }

    @Test
    void withADeviceOfAnotherMember_isRefused() {
      TestOrganisation more = team.add(invited(2, Role.READER, Access.ALL), ada);
      more.refuses("belongs to another member", more.joined(2, "eve", eve, bob), eve);
    }

    @Test
    void signedByADeviceThatItDoesNotName_isRefused() {
      open.refuses("signed by a device that it names", open.joined(1, "bob", bob), eve);
    }

    @Test
    void underAnothersName_isRefused() {
      TestOrganisation more = team.add(invited(2, Role.READER, Access.ALL), ada);
      Joined asAda = more.joined(2, "ada", eve);
      Joined renamed = rename(more, asAda, account("eve"));
      more.refuses("is called 'ada' already", renamed, eve);
    }

    private Joined rename(TestOrganisation organisation, Joined joined, String account) {
      String text =
          InvitationCode.proofText(
              organisation.chain().genesis().orElseThrow(),
              joined.invitation(),
              account,
              joined.member(),
              joined.nonce(),
              joined.devices());
      Bytes proof = key(2).sign(text.getBytes(StandardCharsets.UTF_8));
      return new Joined(
          joined.invitation(), account, joined.member(), joined.nonce(), joined.devices(), proof);
    }
  }

  @Nested
  class Confirm {
    @Test
    void byTheInviter_givesRights() {
      assertThat(team.of("bob").status()).isEqualTo(Member.Status.ACTIVE);
      assertThat(team.chain().approved()).extracting(ChainDevice::keys).contains(bob.keys());
    }

    @Test
    void byAnotherWhoDoesNotKnowTheNonce_isRefused() {
      TestOrganisation admin = begun.member("eve", Role.ADMIN, ada, eve);
      TestOrganisation asked = admin.add(invited(2, Role.READER, Access.ALL), ada);
      TestOrganisation waits = asked.add(asked.joined(2, "bob", bob), bob);
      Confirmed guessed = new Confirmed(invitation(2), nonce(9));
      waits.refuses("not the one that the invitation committed to", guessed, eve);
    }

    @Test
    void byWhoDoesNotManageTheRole_isRefused_alsoWithTheNonce() {
      TestOrganisation admin = begun.member("eve", Role.ADMIN, ada, eve);
      TestOrganisation asked = admin.add(invited(2, Role.ADMIN, Access.ALL), ada);
      TestOrganisation waits = asked.add(asked.joined(2, "bob", bob), bob);
      waits.refuses("does not manage", confirmed(2), eve);
      waiting.refuses("no device of a member", confirmed(1), bob);
    }

    @Test
    void beforeAnybodyJoined_orTwice_orAfterWithdrawal_isRefused() {
      open.refuses("nobody waits", confirmed(1), ada);
      team.refuses("nobody waits", confirmed(1), ada);
      TestOrganisation gone = waiting.add(new Withdrawn(invitation(1)), ada);
      gone.refuses("nobody waits", confirmed(1), ada);
    }

    @Test
    void code_bindsOrganisationAcceptanceAndNonce() {
      Digest genesis = open.chain().genesis().orElseThrow();
      Digest joined = waiting.chain().head().orElseThrow().digest();
      Digest other = Digest.of("other");
      assertThat(
              Stream.of(
                  InvitationCode.code(genesis, joined, nonce(1)),
                  InvitationCode.code(other, joined, nonce(1)),
                  InvitationCode.code(genesis, other, nonce(1)),
                  InvitationCode.code(genesis, joined, nonce(2))))
          .doesNotHaveDuplicates()
          .allMatch(code -> code.matches("\\d{4} \\d{4}"));
    }

    @Test
    void commitment_bindsInvitationAndNonce() {
      assertThat(
              Stream.of(
                  InvitationCode.commitment(invitation(1), nonce(1)),
                  InvitationCode.commitment(invitation(1), nonce(2)),
                  InvitationCode.commitment(invitation(2), nonce(1))))
          .doesNotHaveDuplicates();
    }
  }

  @Nested
  class Withdraw {
    private final Withdrawn withdrawn = new Withdrawn(invitation(1));

    @Test
    void whileSomebodyWaits_leavesNothingOfIt() {
      TestOrganisation gone = waiting.add(withdrawn, ada);
      assertThat(gone.chain().member(account("bob"))).isEmpty();
      assertThat(gone.chain().memberOf(bob.keyId())).isEmpty();
      TestOrganisation others = gone.member("carol", Role.READER, ada, bob);
      assertThat(others.of("carol").isActive()).isTrue();
    }

    @Test
    void ofOneWhoComesBack_leavesWhatWasBefore() {
      TestOrganisation gone = team.add(removed("bob"), ada);
      TestOrganisation asked = gone.add(invited(2, Role.ADMIN, Access.ALL), ada);
      TestOrganisation waits = asked.add(asked.joined(2, "bob", eve, bob), eve);
      TestOrganisation after = waits.add(new Withdrawn(invitation(2)), ada);
      assertThat(after.of("bob")).isEqualTo(gone.of("bob"));
      assertThat(after.chain().memberOf(eve.keyId())).isEmpty();
    }

    @Test
    void afterConfirmation_orTwice_isRefused() {
      team.refuses("confirmed or withdrawn before", withdrawn, ada);
      open.add(withdrawn, ada).refuses("confirmed or withdrawn before", withdrawn, ada);
    }

    @Test
    void byWhoDoesNotManageTheRole_isRefused() {
      TestOrganisation asked = team.add(invited(2, Role.READER, Access.ALL), ada);
      asked.refuses("does not manage", new Withdrawn(invitation(2)), bob);
    }
  }

  @Nested
  class ComeBack {
    private final TestOrganisation two = begun.member("bob", Role.DEVELOPER, ada, bob, old);
    private final TestOrganisation gone = two.add(removed("bob"), ada);

    @Test
    void afterRemoval_onlyTheDevicesNamedAnewHaveRights() {
      TestOrganisation back = gone.member("bob", Role.READER, ada, bob);
      assertThat(back.of("bob").approvedDevices())
          .extracting(ChainDevice::keys)
          .containsExactly(bob.keys());
      back.refuses("no device of a member", changed("bob", Role.READER, Access.ALL), old);
    }

    @Test
    void afterRemoval_withADeviceThatWasRevokedBefore_isRefused() {
      TestOrganisation without = two.add(revoked(old), bob).add(removed("bob"), ada);
      TestOrganisation asked = without.add(invited(2, Role.READER, Access.ALL), ada);
      asked.refuses("has no rights any more, for good", asked.joined(2, "bob", bob, old), bob);
    }

    @Test
    void twice_isPossible_andWithdrawnInvitationsDoNotCount() {
      TestOrganisation back = gone.member("bob", Role.READER, ada, bob).add(removed("bob"), ada);
      TestOrganisation again = back.member("bob", Role.MAINTAINER, ada, bob);
      assertThat(again.of("bob").role()).isEqualTo(Role.MAINTAINER);
    }
  }

  @Test
  void invitation_keepsWhatItOffered() {
    Invited offered = invited(1, Role.DEVELOPER, Access.ALL);
    assertThat(team.chain().invitations())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.invited()).isEqualTo(offered);
              assertThat(one.inviter()).isEqualTo(ada.keyId());
              assertThat(one.status()).isEqualTo(Invitation.Status.CONFIRMED);
            });
    assertThat(NOW).isBefore(offered.expires());
  }
}
