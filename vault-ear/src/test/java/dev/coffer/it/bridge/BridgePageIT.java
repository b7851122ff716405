package dev.coffer.it.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The commands of docs/bridge.md, in the order in which the page has them. */
final class BridgePageIT {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @Test
  void page_followedFromTopToBottom_doesWhatItSays() throws Exception {
    assumeTrue(hasCurl(), "curl is not installed");
    Teammate anna = Teammate.of(Running.H2, "anna");
    Path folder = anna.machine().project();
    Process process = shell(anna, folder, commands());
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(folder.resolve("said"));
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said)
        .contains(
            "{\"items\":[]}",
            "{\"id\":\"web\",\"owner\":\"~\",\"name\":\"Web shop\",\"version\":1}",
            "\"action\":\"create\"",
            "\"by\"");
    assertThat(Files.readString(folder.resolve("openapi.json"))).contains("/v1/oidc-policies/");
    assertThat(anna.run("list-remote")).contains("Web shop");
    String socket = Files.readString(folder.resolve("socket-address")).strip();
    assertThat(socket).startsWith("unix:/").endsWith("/bridge.sock");
    assertThat(Path.of(socket.substring("unix:".length()))).doesNotExist();
    Path token = folder.resolve("bridge-token");
    assertThat(said).doesNotContain(Files.readString(token).strip());
    for (Path secret : new Path[] {token, folder.resolve("bridge-headers")}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
          .isEqualTo("rw-------");
    }
  }

  private static boolean hasCurl() throws InterruptedException {
    try {
      return new ProcessBuilder("curl", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String commands() throws IOException {
    Path page = Path.of("..", "docs", "bridge.md");
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.joining())
        .replace("8484", Integer.toString(Workplace.freePort()));
  }

  private static Process shell(Teammate person, Path folder, String commands) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path coffer =
        Files.writeString(
            bin.resolve("coffer"),
            "#!/bin/sh\nexec '" + String.join("' '", Machine.command()) + "' \"$@\"\n");
    Files.setPosixFilePermissions(coffer, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path script =
        Files.writeString(
            folder.resolve("page.sh"),
            "set -eu\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n" + commands);
    ProcessBuilder builder =
        new ProcessBuilder("sh", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("COFFER_"));
    builder.environment().put("COFFER_HOME", person.machine().home().toString());
    builder.environment().put("COFFER_KEYCHAIN", "file");
    builder.environment().put("PATH", bin + ":" + builder.environment().get("PATH"));
    return builder.start();
  }
}
