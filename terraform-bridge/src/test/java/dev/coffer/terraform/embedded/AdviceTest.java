package dev.coffer.terraform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.ClientException;
import dev.coffer.client.Surroundings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdviceTest {
  private static ClientException ended() {
    return new ClientException.NotSignedIn(
        "the session has ended or was revoked", "run 'coffer login'");
  }

  private static Advice advice(Map<String, String> variables, Optional<String> tokenFile) {
    Surroundings surroundings =
        new Surroundings(
            variables, Path.of(""), Clock.systemUTC(), new SecureRandom(), warning -> {});
    return new Advice(surroundings, tokenFile);
  }

  @Test
  void anEndedSession_isBegunAgainInItsOwnProfile() {
    assertThat(advice(Map.of(), Optional.empty()).after(ended())).contains("run 'coffer login'");
    assertThat(advice(Map.of("COFFER_PROFILE", "ci"), Optional.empty()).after(ended()))
        .contains("'COFFER_PROFILE=ci coffer login'");
  }

  @Test
  void anEndedToken_isReplacedWhereItCameFrom_andNotShown() {
    Map<String, String> token = Map.of("COFFER_TOKEN", "hunter2");
    assertThat(advice(token, Optional.of("/run/token")).after(ended()))
        .contains("/run/token", "coffer token create")
        .doesNotContain("hunter2");
    assertThat(advice(token, Optional.empty()).after(ended()))
        .contains("set COFFER_TOKEN", "coffer token create")
        .doesNotContain("hunter2");
  }

  @Test
  void aTokenWithoutADevice_needsASignIn() {
    assertThat(
            advice(Map.of("COFFER_TOKEN", "hunter2"), Optional.empty())
                .after(new ClientException.NeverSignedIn()))
        .contains("coffer login");
  }

  @Test
  void aServerThatSaysThatThereIsNone_endsNothing_andAPersonMay() {
    ClientException denial = new ClientException.Refused(404, "not_found", "?", "look", null);
    assertThat(advice(Map.of(), Optional.empty()).after(denial))
        .contains("nothing counts as gone", "terraform state rm");
    ClientException other = new ClientException.Refused(403, "forbidden", "?", "look", null);
    assertThat(advice(Map.of(), Optional.empty()).after(other)).isEqualTo("look");
  }

  @Test
  void nobodyIsSentToALocalCopy() {
    ClientException silent =
        new ClientException.Unreachable("no answer", ClientException.COPY_WORKS + "; wait", null);
    assertThat(advice(Map.of(), Optional.empty()).after(silent))
        .contains("again when it answers")
        .doesNotContain("local copy");
    ClientException untrusted = new ClientException.Unreachable("who?", "set COFFER_CA", null);
    assertThat(advice(Map.of(), Optional.empty()).after(untrusted)).isEqualTo("set COFFER_CA");
  }
}
