package dev.coffer.server.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.server.floor.StoredVersions.Head;
import dev.coffer.server.floor.StoredVersions.Version;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredVersionsTest {
  private static final StoredVersions STORED =
      new StoredVersions(
          Map.of(
              "here", new Head("row", 7, Digest.of("seven")),
              "again", new Head("other", 2, Digest.of("two"))),
          Map.of(new Version("row", 6), Digest.of("six")),
          Map.of("gone", 4, "again", 4));

  @Test
  void head_withItsDigestOnly() {
    assertAccepted("here", 7, "seven");
    assertRefused("here", 7, "other", "version 7 of vault here with another digest");
  }

  @Test
  void olderVersion_withItsDigestWhereItIsKept() {
    assertAccepted("here", 6, "six");
    assertRefused("here", 6, "seven", "version 6 of vault here with another digest");
    assertAccepted("here", 5, "whatever it was");
  }

  @Test
  void versionThatNeverWas_refused() {
    assertRefused("here", 8, "eight", "version 8 of vault here, which is at version 7");
    assertRefused(
        "here", Integer.MAX_VALUE, "x", "version 2147483647 of vault here, which is at version 7");
  }

  @Test
  void vaultThatNeverWas_refused() {
    assertRefused("never", 1, "one", "version 1 of vault never, and there is no such vault");
  }

  @Test
  void vaultThatWasTakenAway_upToItsLastVersion() {
    assertAccepted("gone", 4, "whatever it was");
    assertRefused("gone", 5, "x", "version 5 of vault gone, and there is no such vault");
  }

  @Test
  void vaultThatWasTakenAwayAndCameAgain_upToTheHigherOfBoth() {
    assertAccepted("again", 2, "whatever it was");
    assertAccepted("again", 4, "whatever it was");
    assertRefused("again", 5, "x", "version 5 of vault again, which is at version 2");
  }

  private static void assertAccepted(String vault, int version, String digest) {
    assertThat(STORED.objection(head(vault, version, digest))).isEmpty();
  }

  private static void assertRefused(String vault, int version, String digest, String says) {
    assertThat(STORED.objection(head(vault, version, digest)))
        .hasValueSatisfying(text -> assertThat(text).contains(says));
  }

  private static VaultHead head(String vault, int version, String digest) {
    return new VaultHead(new VaultId(vault), version, Digest.of(digest));
  }
}
