package dev.coffer.client.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the agent here is a shell script")
class BuildkiteTest {
  private static final Map<String, String> JOB = Map.of("BUILDKITE", "true");
  private static final String TOKEN = JobTokens.forAudience("coffer");

  @TempDir Path folder;

  private IdentityToken token(String body, Duration patience) throws IOException {
    Path agent = folder.resolve("buildkite-agent");
    Files.writeString(
        agent,
        "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + folder.resolve("arguments") + "'\n" + body + "\n");
    Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rwx------"));
    return new Buildkite(agent.toString(), patience)
        .idToken(JOB, new Audience("https://coffer.example", true));
  }

  @Test
  void idToken_isWhatTheAgentPrints_andInNoArgument() throws IOException {
    IdentityToken token = token("echo talk >&2; echo " + TOKEN, Duration.ofSeconds(20));
    assertThat(token.text()).isEqualTo(TOKEN);
    assertThat(folder.resolve("arguments"))
        .hasContent("oidc\nrequest-token\n--audience\nhttps://coffer.example\n");
  }

  @Test
  void idToken_agentThatFails_isToldWithoutWhatItSaid() {
    assertThatThrownBy(() -> token("echo secret-talk; exit 3", Duration.ofSeconds(20)))
        .isInstanceOf(ClientException.NotSignedIn.class)
        .hasMessageContaining("ends with code 3")
        .hasMessageNotContaining("secret-talk");
  }

  @Test
  void idToken_agentThatHangs_isGivenUp() {
    assertThatThrownBy(() -> token("exec sleep 60", Duration.ofMillis(200)))
        .hasMessageContaining("does not answer within");
  }

  @Test
  void idToken_agentThatPrintsNoToken_isRefused() {
    assertThatThrownBy(() -> token("echo 'no token today'", Duration.ofSeconds(20)))
        .hasMessageContaining("buildkite-agent gives no identity token")
        .hasMessageNotContaining("today");
  }

  @Test
  void idToken_noAgent_saysWhereItIsNeeded() {
    Buildkite without = new Buildkite(folder.resolve("none").toString(), Duration.ofSeconds(1));
    assertThatThrownBy(() -> without.idToken(JOB, Audience.DEFAULT))
        .hasMessageContaining("cannot be started");
  }
}
