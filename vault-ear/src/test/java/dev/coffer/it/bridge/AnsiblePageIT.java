package dev.coffer.it.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.SuppressForbidden;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The playbook of docs/bridge.md as it stands there, by Ansible, against a bridge. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Ansible does not run there")
@SuppressForbidden("says why tests are skipped")
final class AnsiblePageIT {
  private static final Pattern BLOCK =
      Pattern.compile("## Ansible\\n.*?```yaml\\n(.*?)```", Pattern.DOTALL);
  private static final String PRINTED = "http://127.0.0.1:8484";

  private final String acme = "o" + Workplace.random();
  private final String policy = "/v1/oidc-policies/" + acme + "/web/deploy";
  private Teammate anna;
  private RunningBridge bridge;
  private String playbook;

  @BeforeEach
  void start() throws Exception {
    boolean installed = isInstalled();
    if (!installed) {
      System.out.println(
          "Ansible is not installed: after apt-get install ansible-core the page's example runs");
    }
    assumeTrue(installed, "ansible-playbook is not on the PATH");
    anna = Teammate.of(Running.H2, "anna");
    bridge = RunningBridge.on(anna.machine());
    bridge.put("/v1/organisations/" + acme, Map.of()).require(201);
    bridge.put("/v1/vaults/" + acme + "/web", Map.of()).require(201);
    playbook = page().replace("/acme/web/deploy", "/" + acme + "/web/deploy");
  }

  @AfterEach
  void end() throws Exception {
    if (bridge != null) {
      try (RunningBridge ending = bridge) {
        assertThat(ending.end().status()).isZero();
      }
    }
  }

  private static boolean isInstalled() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ansible-playbook")));
  }

  private static String page() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "bridge.md")));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private record Played(int status, String said) {
    int changed() {
      Matcher recap = Pattern.compile("changed=([0-9]+)").matcher(said);
      assertThat(recap.find()).as(said).isTrue();
      return Integer.parseInt(recap.group(1));
    }
  }

  /** As it says most; a proxy that nobody may be sent to is set. */
  private Played play(String text, String... options) throws Exception {
    Path folder = Workplace.folder("ansible");
    Path file = Files.writeString(folder.resolve("playbook.yml"), text);
    Path said = folder.resolve("said");
    List<String> command =
        Stream.concat(
                Stream.of("ansible-playbook", "-vvv", file.toString()), Arrays.stream(options))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("ANSIBLE_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME",
                folder.toString(),
                "LC_ALL",
                "C.UTF-8",
                "http_proxy",
                "http://127.0.0.1:" + Workplace.freePort(),
                "COFFER_BRIDGE_TOKEN_FILE",
                tokenFile().toString()));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String output = Files.readString(said);
    assertThat(output).doesNotContain(bridge.token());
    return new Played(process.exitValue(), output);
  }

  private Path tokenFile() {
    return anna.machine().home().resolve("profiles/default/bridge-token");
  }

  private static void succeeded(Played played, int changed) {
    assertThat(played.status()).as(played.said()).isZero();
    assertThat(played.changed()).as(played.said()).isEqualTo(changed);
  }

  @Test
  void playbook_declaresOnce_changes_andSaysWhyItCannot() throws Exception {
    String play = playbook.replace(PRINTED, bridge.address().toString());
    succeeded(play(play, "--check"), 1);
    bridge.get(policy).require(404);

    succeeded(play(play), 1);
    String made = bridge.get(policy).require(200).text();
    assertThat(made).contains("\"repository\":\"acme/web\"", "\"repositoryId\":\"777001\"");
    succeeded(play(play), 0);
    succeeded(play(play, "--check"), 0);
    assertThat(bridge.get(policy).text()).isEqualTo(made);

    succeeded(play(play.replace("[main]", "[main, next]")), 1);
    String changed = bridge.get(policy).text();
    assertThat(changed).contains("\"branches\":[\"main\",\"next\"]");

    Played refused = play(play.replace("platform: github", "platform: nowhere"));
    assertThat(refused.status()).as(refused.said()).isEqualTo(2);
    assertThat(refused.said()).contains("Why it cannot", "nowhere");
    assertThat(bridge.get(policy).text()).isEqualTo(changed);
  }

  /** What the page says below the playbook. */
  @Test
  void playbook_throughAUnixSocket_declaresTheSame() throws Exception {
    Path folder = Files.createTempDirectory("coffer");
    Path socket = folder.resolve("bridge.sock");
    try (RunningBridge other = RunningBridge.on(anna.machine(), "unix:" + socket)) {
      String play =
          playbook
              .replace(PRINTED, "http://localhost")
              .replace("use_proxy: false", "use_proxy: false\n      unix_socket: " + socket);
      succeeded(play(play), 1);
      bridge.get(policy).require(200);
      assertThat(other.end().status()).isZero();
    }
    assertThat(folder).isEmptyDirectory();
    Files.delete(folder);
  }
}
