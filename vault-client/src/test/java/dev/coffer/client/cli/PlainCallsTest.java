package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.term.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class PlainCallsTest {
  private final Shell shell = shell();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get KEY",
        "get --env staging KEY",
        "get --env default OTHER_KEY",
        "run -- true",
        "run -- npm run --env x -- 'quoted' \"too\" ${NOT} -w",
        "run --env staging -- make",
        "pull --oidc --env=production --output=.env",
        "pull --oidc --env=production --output=-",
        "run --oidc --env=production -- ./deploy.sh --oidc"
      })
  void read_plainCall_fillsWhatPicocliFills(String line) {
    String[] args = line.split(" ", -1);
    CliCommand plain = PlainCalls.read(shell, args).orElseThrow();
    CommandLine parsed = new Commands(shell).commandLine(args);
    parsed.parseArgs(args);
    CommandLine chosen = parsed.getSubcommands().get(args[0]);
    assertThat(plain).hasSameClassAs(chosen.getCommand());
    assertThat(values(new CommandLine(plain))).isEqualTo(values(chosen));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "get",
        "get --json",
        "get KEY --json",
        "get --env",
        "get --env staging",
        "get --env=staging KEY",
        "get KEY OTHER",
        "get @file",
        "get \"KEY\"",
        "get --env -x KEY",
        "run",
        "run --",
        "run true",
        "run --redact -- true",
        "run -- @file",
        "run --env staging",
        "list KEY",
        "gets KEY",
        "pull",
        "pull --oidc",
        "pull --oidc --env=production",
        "pull --oidc --output=.env --env=production",
        "pull --oidc --env=production --output=",
        "pull --oidc --env=production --output=@x",
        "pull --oidc --env=production --output=.env --json",
        "pull --env=production --oidc --output=.env",
        "run --oidc -- true",
        "run --oidc --env=production true",
        "run --oidc --env=production --",
        "run --oidc --env=production -- @x",
        "get --oidc --env=production -- true"
      })
  void read_anythingElse_isLeftToPicocli(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);
    assertThat(PlainCalls.read(shell, args)).isEmpty();
  }

  private static Map<String, Object> values(CommandLine command) {
    Map<String, Object> values = new TreeMap<>();
    for (ArgSpec arg : command.getCommandSpec().args()) {
      values.put(arg.toString(), String.valueOf(arg.<Object>getValue()));
    }
    return values;
  }

  private static Shell shell() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var terminal = new Terminal(InputStream.nullInputStream(), nowhere, nowhere, Optional.empty());
    var surroundings =
        new Surroundings(
            Map.of("COFFER_HOME", "unused"),
            Path.of("unused"),
            Clock.systemUTC(),
            new SecureRandom(),
            terminal::warn);
    return new Shell(terminal, new Workspace(surroundings));
  }
}
