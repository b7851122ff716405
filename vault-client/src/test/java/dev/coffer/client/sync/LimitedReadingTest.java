package dev.coffer.client.sync;

import static dev.coffer.client.sync.Organisation.DEV;
import static dev.coffer.client.sync.Organisation.DEVELOPER;
import static dev.coffer.client.sync.Organisation.PROD;
import static dev.coffer.client.sync.Organisation.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.history.Revision;
import dev.coffer.client.history.Snapshot;
import dev.coffer.client.sync.Organisation.Member;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member who has the keys of some environments alone. */
class LimitedReadingTest {
  @TempDir Path place;
  private Organisation org;
  private Member admin;
  private Member developer;

  @BeforeEach
  void aVaultOfThreeEnvironments() {
    org = new Organisation(place);
    admin = org.member("admin", Reach.ALL);
    developer = org.member("developer", DEVELOPER);
    admin.set(DEV, "d1").set(STAGING, "s1").set(PROD, "p1").push();
  }

  private void refuses(Member member, Class<? extends ClientException> kind, String message) {
    LocalVault before = member.local();
    assertThatThrownBy(member::pull).isInstanceOf(kind).hasMessageContaining(message);
    assertThat(member.local()).isEqualTo(before);
  }

  @Test
  void pull_holdsWhatItMayRead_andItsKeysAlone() {
    developer.pull();
    assertThat(developer.environments()).containsExactly("dev", "staging");
    assertThat(developer.value(DEV)).isEqualTo("d1");
    assertThat(developer.local().wrappedKey()).isNull();
    assertThat(developer.local().environmentKeys())
        .extracting(text -> WrappedKey.parse(text).context().scope().text())
        .containsExactlyInAnyOrder("environment dev", "environment staging");
    assertThat(developer.local().envelope()).isEqualTo(org.envelope(1).format());
  }

  @Test
  void pull_again_goesOnFromTheKeysOfBefore() {
    developer.pull();
    admin.set(STAGING, "s2").push();
    assertThat(developer.pull().value(STAGING)).isEqualTo("s2");
  }

  @Test
  void pull_nothingThatItMayReadIsThere_isEmpty() {
    Member other = org.member("other", Reach.of(Map.of(new EnvironmentName("qa"), true)));
    assertThat(other.pull().environments()).isEmpty();
    assertThat(other.local().version()).isEqualTo(1);
  }

  @Test
  void pull_noKeyYet_saysWhoHelps() {
    Member late = org.member("late", DEVELOPER);
    LocalVault before = late.local();
    assertThatThrownBy(late::pull)
        .isInstanceOf(ClientException.Refused.class)
        .hasMessage("no key of environment 'dev' was wrapped for this device")
        .satisfies(
            e -> {
              assertThat(((ClientException) e).exitCode()).isEqualTo(3);
              assertThat(((ClientException) e).hint().orElse("")).contains("full access");
            });
    assertThat(late.local()).isEqualTo(before);
    assertThat(admin.sync().shareKey()).isEqualTo(2);
    assertThat(late.pull().environments()).containsExactly("dev", "staging");
  }

  /** To leave an environment out would look like its removal. */
  @Test
  void pull_oneKeyWithheld_isRefused() {
    developer.pull();
    admin.set(DEV, "d2").push();
    List<String> keys = org.keys(developer);
    org.serving(null, keys.subList(0, 1), org.server.recipients(2));
    refuses(developer, ClientException.Refused.class, "was wrapped for this device");
    org.serving(null, null, org.server.recipients(2));
    refuses(developer, ClientException.Refused.class, "the access token is not its own");
  }

  @Test
  void pull_keyOfAnotherDeviceOrChangedKey_isRefused() {
    Member second = org.member("second", DEVELOPER);
    admin.sync().shareKey();
    List<String> keys = second.pull().local().environmentKeys();
    org.serving(null, keys, org.server.recipients(1));
    refuses(developer, ClientException.Tampered.class, "the wrapped key of environment 'dev'");
    org.serving(null, List.of("no note"), org.server.recipients(1));
    refuses(developer, ClientException.Tampered.class, "not whole");
  }

  @Test
  void pull_recipientsThatAreNone_isRefused() {
    List<String> keys = org.keys(developer);
    org.serving(null, keys, List.of("not a key id"));
    refuses(developer, ClientException.Tampered.class, "list of recipients");
  }

  /** What cannot be opened is looked at as everything else. */
  @Test
  void pull_changedByteOfASectionThatItCannotOpen_isRefused() {
    String real = org.envelope(1).format();
    int at = real.indexOf("section prod ") + 20;
    org.server.hostility = honest -> showing(honest, flipped(real, at), 1);
    refuses(developer, ClientException.Tampered.class, "not whole");
  }

  @Test
  void pull_olderVersion_isRefused() {
    admin.set(PROD, "p2").push();
    developer.pull();
    org.server.hostility = honest -> showing(honest, org.envelope(1).format(), 1);
    LocalVault before = developer.local();
    assertThatThrownBy(developer.sync()::discard)
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining("version 1, but version 2 exists");
    assertThat(developer.local()).isEqualTo(before);
  }

  private static String flipped(String text, int at) {
    return text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
  }

  private static PulledVault showing(PulledVault honest, String envelope, int version) {
    return new PulledVault(
        honest.vaultId(),
        envelope,
        honest.wrappedKey(),
        version,
        version,
        honest.format(),
        honest.recipients(),
        null,
        null,
        null,
        honest.environmentKeys());
  }

  @Test
  void history_showsItsEnvironments_andIsClosedWhereItHadNoKey() {
    admin.set(PROD, "p2").push();
    Member late = org.member("late", DEVELOPER);
    admin.sync().rotateKey();
    Iterator<Snapshot> walk = late.history().walk();
    Snapshot head = walk.next();
    assertThat(head.contents().environments()).containsOnlyKeys("dev", "staging");
    assertThat(walk.next().closed()).isPresent();
    Snapshot first = developer.history().at(new Revision.Numbered(1));
    assertThat(first.contents().environments()).containsOnlyKeys("dev", "staging");
  }

  @Test
  void pull_onceItMayReadEverything_takesTheVaultKey() {
    developer.pull();
    org.roster.allow(developer.identity.keyId(), Reach.READ_ALL);
    assertThat(developer.pull().environments()).containsExactly("dev", "staging");
    assertThat(admin.sync().shareKey()).isEqualTo(1);
    assertThat(developer.pull().environments()).containsExactly("dev", "prod", "staging");
    assertThat(developer.local().environmentKeys()).isEmpty();
    assertThat(developer.local().wrappedKey()).isNotNull();
  }
}
