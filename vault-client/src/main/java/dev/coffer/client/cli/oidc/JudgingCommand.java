package dev.coffer.client.cli.oidc;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.policy.TrustPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** A command that looks at policies where they are and asks no server. */
abstract class JudgingCommand extends PolicyCommand {
  private static final int MAX_BYTES = 64 * 1024;

  @Option(
      names = "--policy",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "FILE",
      description = "What 'oidc show' printed, instead of this vault's.")
  private List<String> files = List.of();

  @Option(
      names = "--kind",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "P=KIND",
      description = "What kind of issuer platform P is, as the server has it.")
  private Map<String, String> kinds = new HashMap<>();

  JudgingCommand(Shell shell) {
    super(shell);
  }

  final Map<String, String> kinds() {
    return kinds;
  }

  /** The policies to be looked at: those in files, else those that this machine has verified. */
  final List<TrustPolicy> judged() {
    return files.isEmpty() ? policies().known() : files.stream().map(this::read).toList();
  }

  /** Where the policies are from, for people. */
  final String source() {
    return files.isEmpty() ? "by the chain as this machine saw it last" : "by the files given";
  }

  private TrustPolicy read(String name) {
    try {
      return TrustPolicy.parse(text(name));
    } catch (Malformed e) {
      throw new ClientException.Usage(
          name + " is no policy: " + e.getMessage(), "'coffer oidc show ID' prints one");
    }
  }

  /** The text of a small file of this folder. */
  final String text(String name) {
    Path file = workspace().surroundings().folder().resolve(name);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ClientException.Usage(name + " is larger than " + MAX_BYTES + " bytes", null);
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ClientException.NotFound("there is no file " + name, null);
    } catch (IOException e) {
      throw new ClientException.Failed("cannot read " + name, null);
    }
  }
}
