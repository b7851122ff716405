package dev.coffer.client.sync;

import static dev.coffer.client.sync.Organisation.DEV;
import static dev.coffer.client.sync.Organisation.DEVELOPER;
import static dev.coffer.client.sync.Organisation.PROD;
import static dev.coffer.client.sync.Organisation.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.sync.Organisation.Member;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For whom a member with full access wraps which key. */
class SharingTest {
  @TempDir Path place;
  private Organisation org;
  private Member admin;
  private Member developer;

  @BeforeEach
  void twoMembers() {
    org = new Organisation(place);
    admin = org.member("admin", Reach.ALL);
    developer = org.member("developer", DEVELOPER);
    admin.set(DEV, "d1").set(PROD, "p1").push();
  }

  private static String alone(Member member, EnvironmentName environment) {
    return new Recipient(member.identity.keyId(), KeyScope.of(environment)).text();
  }

  private static String whole(Member member) {
    return member.identity.keyId().value();
  }

  private void holders(int version, String... expected) {
    assertThat(org.server.recipients(version)).containsExactlyInAnyOrder(expected);
    assertThat(org.envelope(version).manifest().recipients())
        .isEqualTo(Recipients.digest(Stream.of(expected).map(Recipient::parse).toList()));
    assertThat(admin.local().recipients()).containsExactlyInAnyOrder(expected);
  }

  @Test
  void push_first_wrapsForExactlyThoseWhoAreDue() {
    holders(1, whole(admin), alone(developer, DEV));
  }

  @Test
  void push_newEnvironment_wrapsItForThoseWhoReadIt() {
    admin.set(STAGING, "s1").push();
    holders(2, whole(admin), alone(developer, DEV), alone(developer, STAGING));
    assertThat(org.envelope(2).manifest().epoch()).isEqualTo(1);
    assertThat(developer.pull().value(STAGING)).isEqualTo("s1");
  }

  @Test
  void push_newDevices_wrapsWhatEachMayHave() {
    Member second = org.member("second", Reach.of(Map.of(PROD, false)));
    Member reader = org.member("reader", Reach.READ_ALL);
    admin.set(DEV, "d2").push();
    holders(2, whole(admin), alone(developer, DEV), alone(second, PROD), whole(reader));
    assertThat(second.pull().environments()).containsExactly("prod");
    assertThat(reader.pull().environments()).containsExactly("dev", "prod");
  }

  /** The local list is older than what another device shared. */
  @Test
  void push_sharedMeanwhile_asksAndWrapsNothingTwice() {
    Member other = org.member("other", Reach.ALL);
    admin.sync().shareKey();
    admin.set(DEV, "d2").push();
    assertThat(org.server.versions.get(1).wrappedKeys()).isEmpty();
    holders(2, whole(admin), whole(other), alone(developer, DEV));
  }

  @Test
  void push_environmentRemovedAndMadeAgain_keepsItsKey() {
    admin.remove(DEV).push();
    holders(2, whole(admin), alone(developer, DEV));
    assertThat(developer.pull().environments()).isEmpty();
    admin.set(DEV, "d3").push();
    assertThat(org.sent(developer, 3)).isEmpty();
    assertThat(developer.pull().value(DEV)).isEqualTo("d3");
  }

  @Test
  void push_afterAReductionOfRights_startsANewEpochForThoseLeft() {
    admin.set(STAGING, "s1").push();
    org.reduce(developer, Reach.of(Map.of(STAGING, false)), 2);
    admin.set(DEV, "d2").push();
    assertThat(org.envelope(3).manifest().epoch()).isEqualTo(2);
    holders(3, whole(admin), alone(developer, STAGING));
    assertThat(developer.pull().environments()).containsExactly("staging");
  }

  /** Whatever the chain says of it: a key that somebody may not have is reason enough. */
  @Test
  void push_somebodyHasAKeyWhoMayNot_startsANewEpoch() {
    org.roster.allow(developer.identity.keyId(), Reach.of(Map.of(STAGING, false)));
    admin.set(PROD, "p2").push();
    assertThat(org.envelope(2).manifest().epoch()).isEqualTo(2);
    holders(2, whole(admin));
  }

  @Test
  void push_onceSomebodyMayHaveTheVaultKey_wrapsItInTheSameEpoch() {
    org.roster.allow(developer.identity.keyId(), Reach.READ_ALL);
    admin.set(PROD, "p2").push();
    assertThat(org.envelope(2).manifest().epoch()).isEqualTo(1);
    holders(2, whole(admin), alone(developer, DEV), whole(developer));
  }

  @Test
  void shareKey_wrapsForThoseWhoAreDue_andNobodyElse() {
    Member second = org.member("second", DEVELOPER);
    KeyId unknown = new KeyId("00112233445566778899aabbccddeeff");
    List<String> claimed = new ArrayList<>(org.server.recipients(1));
    claimed.add(unknown.value());
    org.serving(admin.local().wrappedKey(), null, claimed);
    assertThat(admin.sync().shareKey()).isEqualTo(1);
    assertThat(org.server.recipients(1))
        .containsExactlyInAnyOrder(whole(admin), alone(developer, DEV), alone(second, DEV));
    org.server.hostility = honest -> honest;
    assertThat(admin.sync().shareKey()).isZero();
    assertThat(second.pull().value(DEV)).isEqualTo("d1");
  }

  @Test
  void shareKey_byOneWhoMayNot_sharesNothing() {
    developer.pull();
    org.member("second", DEVELOPER);
    assertThat(developer.sync().shareKey()).isZero();
    assertThat(org.server.recipients(1)).hasSize(2);
  }
}
