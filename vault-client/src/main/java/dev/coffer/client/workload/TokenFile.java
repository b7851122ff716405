package dev.coffer.client.workload;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A file that holds the token, such as a service-account token that Kubernetes projects into a pod.
 * It must be for the audience: the token that a pod has for its own cluster opens that cluster, and
 * is not shown to anybody else.
 */
final class TokenFile implements IdentityProvider {
  /** The variable that names the file. */
  static final String VARIABLE = "COFFER_OIDC_TOKEN_FILE";

  /** Where docs/ci.md mounts it. */
  static final Path MOUNTED = Path.of("/var/run/secrets/coffer.dev/serviceaccount/token");

  private static final int MOST = 64 * 1024;

  private final String name;
  private final Optional<Path> mounted;

  private TokenFile(String name, Optional<Path> mounted) {
    this.name = name;
    this.mounted = mounted;
  }

  /** The file that {@link #VARIABLE} names. */
  static TokenFile named() {
    return new TokenFile("a token file", Optional.empty());
  }

  /** The file that is at {@code place} in a pod which has one. */
  static TokenFile mounted(Path place) {
    return new TokenFile("Kubernetes", Optional.of(place));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> another() {
    return Optional.of(
        mounted.isPresent() ? "project another one, with other expirationSeconds" : GivenToken.ASK);
  }

  @Override
  public boolean isEnabled(Map<String, String> environment) {
    return mounted.map(Files::exists).orElse(Variable.of(environment, VARIABLE).isPresent());
  }

  @Override
  public IdentityToken idToken(Map<String, String> environment, Audience audience) {
    Path file = mounted.orElseGet(() -> path(environment));
    IdentityToken token = IdentityToken.of(content(file), "the file " + file);
    audience.require(
        token,
        "project a token with 'audience: "
            + audience
            + "' into the pod, or name its audience with --audience");
    return token;
  }

  private static Path path(Map<String, String> environment) {
    try {
      return Path.of(Variable.of(environment, VARIABLE).orElse(MOUNTED.toString()));
    } catch (InvalidPathException e) {
      throw new ClientException.Usage(VARIABLE + " names no file", "set it to a file's path");
    }
  }

  private static String content(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ClientException.NotSignedIn(
          "the token file " + file + " cannot be read",
          "mount a projected service-account token there, or set " + VARIABLE);
    }
  }
}
