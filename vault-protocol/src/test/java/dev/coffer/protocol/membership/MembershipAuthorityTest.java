package dev.coffer.protocol.membership;

import static dev.coffer.protocol.membership.TestOrganisation.account;
import static dev.coffer.protocol.membership.TestOrganisation.changed;
import static dev.coffer.protocol.membership.TestOrganisation.confirmed;
import static dev.coffer.protocol.membership.TestOrganisation.granted;
import static dev.coffer.protocol.membership.TestOrganisation.invited;
import static dev.coffer.protocol.membership.TestOrganisation.removed;
import static dev.coffer.protocol.membership.TestOrganisation.revoked;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What follows from a chain: who is believed, who gets keys, what is too old, what is due. */
class MembershipAuthorityTest {
  private static final VaultId VAULT = new VaultId("vault-1");
  private static final int HUGE = Integer.MAX_VALUE;
  private static final Access STAGING = granted("staging", "write");
  private final TestDevice ada = new TestDevice(1);
  private final TestDevice bob = new TestDevice(2);
  private final TestDevice bobs = new TestDevice(3);
  private final TestDevice eve = new TestDevice(4);
  private final TestOrganisation begun = TestOrganisation.of("ada", ada);
  private final TestOrganisation developer = begun.member("bob", Role.DEVELOPER, ada, bob, bobs);
  private final TestOrganisation limited =
      begun.member("bob", Role.DEVELOPER, STAGING, ada, bob, bobs);
  private final TestOrganisation reader = begun.member("bob", Role.READER, ada, bob, bobs);

  private static VaultHead head(int version) {
    return new VaultHead(VAULT, version, Digest.of("manifest " + version));
  }

  private static Reach authority(TestOrganisation organisation, TestDevice device, int version) {
    return organisation.chain().authority(device.keyId(), head(version)).orElse(Reach.NOTHING);
  }

  private static boolean believes(TestOrganisation organisation, TestDevice device, int version) {
    return organisation.chain().believes(device.keyId(), head(version));
  }

  @Nested
  class Now {
    @Test
    void reach_ofEachRole() {
      assertThat(begun.chain().reach(ada.keyId())).isEqualTo(Reach.ALL);
      assertThat(developer.chain().reach(bob.keyId())).isEqualTo(Reach.ALL);
      assertThat(reader.chain().reach(bob.keyId())).isEqualTo(Reach.READ_ALL);
      assertThat(limited.chain().reach(bob.keyId())).isEqualTo(Reach.of(STAGING.grants()));
      assertThat(limited.chain().reach(eve.keyId())).isEqualTo(Reach.NOTHING);
    }

    @Test
    void writers_areBelievedWithWhatTheyMayDo_andOthersAreNot() {
      assertThat(authority(developer, bob, 7)).isEqualTo(Reach.ALL);
      assertThat(authority(limited, bob, 7)).isEqualTo(Reach.of(STAGING.grants()));
      assertThat(believes(reader, bob, 7)).isFalse();
      assertThat(believes(developer, eve, 7)).isFalse();
      TestOrganisation readsSome =
          begun.member("bob", Role.READER, granted("staging", "read"), ada, bob);
      assertThat(believes(readsSome, bob, 7)).isFalse();
    }

    @Test
    void whoIsNotConfirmed_hasNothing_andNoDeviceOfItsCountsAsApproved() {
      TestOrganisation open = begun.add(invited(1, Role.MAINTAINER, Access.ALL), ada);
      TestOrganisation waiting = open.add(open.joined(1, "bob", bob), bob);
      assertThat(waiting.chain().reach(bob.keyId())).isEqualTo(Reach.NOTHING);
      assertThat(believes(waiting, bob, 1)).isFalse();
      assertThat(waiting.chain().approved()).extracting(ChainDevice::keys).containsOnly(ada.keys());
      assertThat(waiting.chain().device(bob.keyId()))
          .hasValueSatisfying(device -> assertThat(device.isApproved()).isFalse());
      TestOrganisation confirmed = waiting.add(confirmed(1), ada);
      assertThat(confirmed.chain().device(bob.keyId()))
          .hasValueSatisfying(device -> assertThat(device.isApproved()).isTrue());
    }

    @Test
    void contains_namesEventsOfThisChainOnly() {
      ChainPosition head = developer.chain().head().orElseThrow();
      assertThat(developer.chain().contains(head)).isTrue();
      assertThat(begun.chain().contains(head)).isFalse();
      assertThat(limited.chain().contains(head)).isFalse();
    }
  }

  @Nested
  class Taken {
    @Test
    void demoted_isBelievedUpToTheHeadOnly() {
      TestOrganisation after = developer.add(changed("bob", Role.READER, Access.ALL, head(3)), ada);
      assertThat(authority(after, bob, 2)).isEqualTo(Reach.ALL);
      assertThat(authority(after, bob, 3)).isEqualTo(Reach.ALL);
      assertThat(believes(after, bob, 4)).isFalse();
      VaultHead forged = new VaultHead(VAULT, 3, Digest.of("another manifest"));
      assertThat(after.chain().believes(bob.keyId(), forged)).isFalse();
      VaultHead elsewhere = new VaultHead(new VaultId("vault-2"), 1, Digest.of("m"));
      assertThat(after.chain().believes(bob.keyId(), elsewhere)).isFalse();
    }

    @Test
    void limited_writesWhatIsGrantedFromNowOn_andIsBelievedForWhatItWroteBefore() {
      TestOrganisation after = developer.add(changed("bob", Role.DEVELOPER, STAGING, head(3)), ada);
      assertThat(authority(after, bob, 3)).isEqualTo(Reach.ALL);
      assertThat(authority(after, bob, 4)).isEqualTo(Reach.of(STAGING.grants()));
    }

    @Test
    void limitedMember_isBelievedForItsGrantsOnly_alsoAfterwards() {
      TestOrganisation after = limited.add(removed("bob", head(3)), ada);
      assertThat(authority(after, bob, 3)).isEqualTo(Reach.of(STAGING.grants()));
      assertThat(believes(after, bob, 4)).isFalse();
    }

    @Test
    void reader_gainsNothing_fromHeadsThatItNamesItself() {
      TestOrganisation device = reader.add(revoked(bobs, head(HUGE)), bob);
      assertThat(believes(device, bobs, 7)).isFalse();
      TestOrganisation left = reader.add(removed("bob", head(HUGE)), bob);
      assertThat(believes(left, bob, 7)).isFalse();
    }

    @Test
    void limitedMember_gainsNothing_fromHeadsThatItNamesItself() {
      TestOrganisation device = limited.add(revoked(bobs, head(9)), bob);
      assertThat(authority(device, bobs, 9)).isEqualTo(Reach.of(STAGING.grants()));
      TestOrganisation left = limited.add(removed("bob", head(9)), bob);
      assertThat(authority(left, bob, 9)).isEqualTo(Reach.of(STAGING.grants()));
    }

    @Test
    void reader_gainsNothing_fromHeadsThatAnAdminNamesForIt() {
      TestOrganisation admin = reader.member("eve", Role.ADMIN, ada, eve);
      TestOrganisation same = admin.add(changed("bob", Role.READER, Access.ALL, head(HUGE)), eve);
      assertThat(believes(same, bob, 7)).isFalse();
      TestOrganisation device = admin.add(revoked(bobs, head(HUGE)), eve);
      assertThat(believes(device, bobs, 7)).isFalse();
      TestOrganisation gone = admin.add(removed("bob", head(HUGE)), eve);
      assertThat(believes(gone, bob, 7)).isFalse();
    }

    @Test
    void promoted_isNotBelievedForMoreThanItsRole() {
      TestOrganisation up =
          limited.add(changed("bob", Role.MAINTAINER, Access.ALL, head(HUGE)), ada);
      TestOrganisation down = up.add(changed("bob", Role.READER, Access.ALL, head(5)), ada);
      assertThat(authority(down, bob, 5)).isEqualTo(Reach.ALL);
      assertThat(believes(down, bob, 6)).isFalse();
    }

    @Test
    void revokedDevice_staysBelievedAsFarAsItWas_whenItsMemberIsRemovedLater() {
      TestOrganisation device = developer.add(revoked(bobs, head(3)), bob);
      TestOrganisation gone = device.add(removed("bob", head(9)), ada);
      assertThat(believes(gone, bobs, 3)).isTrue();
      assertThat(believes(gone, bobs, 4)).isFalse();
      assertThat(believes(gone, bob, 9)).isTrue();
    }

    @Test
    void backAfterRemoval_whatWasAcceptedStays() {
      TestOrganisation gone = developer.add(removed("bob", head(3)), ada);
      TestOrganisation back = gone.member("bob", Role.READER, ada, bob);
      assertThat(authority(back, bob, 3)).isEqualTo(Reach.ALL);
      assertThat(authority(back, bobs, 3)).isEqualTo(Reach.ALL);
      assertThat(believes(back, bob, 4)).isFalse();
    }
  }

  @Nested
  class Floor {
    @Test
    void isTheNewestHeadThatAnyEventNames() {
      TestOrganisation after =
          developer
              .add(revoked(bobs, head(3)), bob)
              .add(changed("bob", Role.READER, Access.ALL, head(2)), ada);
      assertThat(after.chain().floor(VAULT)).contains(head(3));
      assertThat(after.chain().floor(new VaultId("vault-2"))).isEmpty();
      assertThat(developer.chain().floor(VAULT)).isEmpty();
    }

    @Test
    void isNotRaised_byWhoMayWriteNothing() {
      assertThat(reader.add(revoked(bobs, head(HUGE)), bob).chain().floor(VAULT)).isEmpty();
      assertThat(reader.add(removed("bob", head(HUGE)), bob).chain().floor(VAULT)).isEmpty();
    }
  }

  @Nested
  class Due {
    private final EnvironmentName staging = new EnvironmentName("staging");
    private final EnvironmentName production = new EnvironmentName("production");

    private boolean isDue(TestOrganisation before, TestOrganisation after) {
      return after.chain().revokedAfter(before.chain().length() - 1L);
    }

    @Test
    void keysAreLost_byWhoLosesThem_andByNobodyElse() {
      TestOrganisation two = developer.member("eve", Role.DEVELOPER, ada, eve);
      long before = two.chain().length() - 1L;
      Membership after = two.add(removed("bob"), ada).chain();
      assertThat(after.lostAfter(account("bob"), before)).isTrue();
      assertThat(after.lostAfter(account("bob"), before + 1)).isFalse();
      assertThat(after.lostAfter(account("eve"), before)).isFalse();
      assertThat(two.chain().lostAfter(account("bob"), -1)).isFalse();
      Membership less = two.add(changed("bob", Role.READER, Access.ALL), ada).chain();
      assertThat(less.lostAfter(account("bob"), before)).as("reads as before").isFalse();
    }

    @Test
    void aLossLiesBetweenTwoEvents_alsoWhereAnotherCameAfterIt() {
      TestOrganisation two = developer.member("eve", Role.DEVELOPER, ada, eve);
      long before = two.chain().length() - 1L;
      Membership after = two.add(removed("bob"), ada).add(removed("eve"), ada).chain();
      assertThat(two.chain().lossBetween(-1, before)).as("nobody lost anything").isFalse();
      assertThat(after.lossBetween(before, before)).isFalse();
      assertThat(after.lossBetween(before, before + 1)).as("bob's").isTrue();
      assertThat(after.lossBetween(before + 1, before + 1)).isFalse();
      assertThat(after.lossBetween(before + 1, before + 2)).as("eve's").isTrue();
      assertThat(after.lossBetween(before + 2, before + 9)).isFalse();
      Membership restored = Membership.restore(after.snapshot());
      assertThat(restored.lossBetween(before, before + 1)).isTrue();
    }

    /** It has the last one alone: nothing is refused for a loss that it does not know. */
    @Test
    void aLossLiesBetweenTwoEvents_asASnapshotFromBeforeHasIt() {
      TestOrganisation two = developer.member("eve", Role.DEVELOPER, ada, eve);
      long before = two.chain().length() - 1L;
      Membership restored = older(two.add(removed("bob"), ada).add(removed("eve"), ada).chain());
      assertThat(restored.lossBetween(before, before + 1)).isFalse();
      assertThat(restored.lostAfter(account("bob"), before + 1)).as("not for over").isTrue();
      assertThat(restored.lossBetween(before + 1, before + 2)).isTrue();
      assertThat(restored.lossBetween(before + 2, before + 9)).isFalse();
    }

    private Membership older(Membership now) {
      String stored = new Gson().toJson(now.snapshot());
      String older = stored.replaceFirst(",\"losses\":\\{[^}]*}", "");
      assertThat(older).isNotEqualTo(stored);
      return Membership.restore(new Gson().fromJson(older, MembershipSnapshot.class));
    }

    /** What is not known is not taken for done. */
    @Test
    void keysAreLost_perhaps_bySomethingTaken_asASnapshotFromBeforeHasIt() {
      TestOrganisation two = developer.member("eve", Role.DEVELOPER, ada, eve);
      long before = two.chain().length() - 1L;
      Membership restored = older(two.add(removed("bob"), ada).chain());
      assertThat(restored.lostAfter(account("bob"), before)).isTrue();
      assertThat(restored.lostAfter(account("eve"), before)).isFalse();
    }

    @Test
    void newEpoch_isDue_whenSomebodyLostAKey() {
      assertThat(isDue(developer, developer.add(removed("bob"), ada))).isTrue();
      assertThat(isDue(developer, developer.add(removed("bob"), bob))).isTrue();
      assertThat(isDue(developer, developer.add(revoked(bobs), bob))).isTrue();
      assertThat(isDue(developer, developer.add(changed("bob", Role.DEVELOPER, STAGING), ada)))
          .isTrue();
      assertThat(
              isDue(
                  limited,
                  limited.add(changed("bob", Role.DEVELOPER, granted("test", "write")), ada)))
          .isTrue();
    }

    @Test
    void newEpoch_isNotDue_whenNobodyLostAKey() {
      assertThat(isDue(developer, developer.add(changed("bob", Role.READER, Access.ALL), ada)))
          .isFalse();
      Access readsStaging = granted("staging", "read");
      assertThat(isDue(limited, limited.add(changed("bob", Role.READER, readsStaging), ada)))
          .isFalse();
      assertThat(isDue(limited, limited.add(changed("bob", Role.DEVELOPER, Access.ALL), ada)))
          .isFalse();
      assertThat(isDue(begun, developer)).isFalse();
      TestOrganisation gone = developer.add(removed("bob"), ada);
      assertThat(isDue(gone, gone.member("bob", Role.READER, ada, bob))).isFalse();
    }

    @Test
    void recipients_areDevicesOfTheWholeVault_andOfGrantedEnvironmentsThatThereAre() {
      TestOrganisation some =
          limited.member("eve", Role.READER, granted("production", "read"), ada, eve);
      KeyId adas = ada.keyId();
      assertThat(Recipients.due(some.chain(), List.of(staging)))
          .containsExactlyInAnyOrder(
              Recipient.ofVault(adas),
              new Recipient(bob.keyId(), KeyScope.of(staging)),
              new Recipient(bobs.keyId(), KeyScope.of(staging)));
      assertThat(Recipients.due(some.chain(), List.of(staging, production)))
          .contains(new Recipient(eve.keyId(), KeyScope.of(production)))
          .doesNotContain(new Recipient(eve.keyId(), KeyScope.of(staging)))
          .hasSize(4);
      assertThat(Recipients.due(some.add(removed("bob"), ada).chain(), List.of(staging)))
          .containsExactly(Recipient.ofVault(adas));
    }

    @Test
    void permits_whatARecipientMayHave() {
      KeyId bobsId = bob.keyId();
      Recipient vault = Recipient.ofVault(bobsId);
      Recipient environment = new Recipient(bobsId, KeyScope.of(staging));
      assertThat(Recipients.permits(limited.chain(), vault)).isFalse();
      assertThat(Recipients.permits(limited.chain(), environment)).isTrue();
      Recipient other = new Recipient(bobsId, KeyScope.of(production));
      assertThat(Recipients.permits(limited.chain(), other)).isFalse();
      assertThat(Recipients.permits(reader.chain(), vault)).isTrue();
      assertThat(Recipients.permits(reader.chain(), environment)).isTrue();
      TestOrganisation gone = reader.add(removed("bob"), ada);
      assertThat(Recipients.permits(gone.chain(), vault)).isFalse();
      assertThat(Recipients.permits(gone.chain(), environment)).isFalse();
    }
  }
}
