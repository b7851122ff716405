package dev.coffer.client.workload;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Buildkite: the agent that runs the job asks for the token and prints it. The token is in no
 * argument, and what the agent says besides is not shown.
 */
final class Buildkite implements IdentityProvider {
  private static final int MOST = 64 * 1024;

  private final String agent;
  private final Duration patience;

  Buildkite() {
    this("buildkite-agent", Duration.ofSeconds(30));
  }

  Buildkite(String agent, Duration patience) {
    this.agent = agent;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "Buildkite";
  }

  @Override
  public Optional<String> another() {
    return Optional.empty();
  }

  @Override
  public boolean isEnabled(Map<String, String> environment) {
    return "true".equals(environment.get("BUILDKITE"));
  }

  @Override
  public IdentityToken idToken(Map<String, String> environment, Audience audience) {
    return IdentityToken.of(
        output(List.of(agent, "oidc", "request-token", "--audience", audience.value())),
        "buildkite-agent");
  }

  private String output(List<String> command) {
    Process process = start(command);
    try {
      CompletableFuture<byte[]> output = read(process.getInputStream());
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed("it does not answer within " + patience.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw failed("it ends with code " + process.exitValue());
      }
      return new String(output.join(), StandardCharsets.UTF_8);
    } catch (CompletionException e) {
      throw failed("its output cannot be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted while waiting for it");
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw failed("it cannot be started");
    }
  }

  /** Bounded: a program that the agent leaves behind may keep the output open. */
  private CompletableFuture<byte[]> read(InputStream output) {
    return CompletableFuture.supplyAsync(
            () -> {
              try (output) {
                return output.readNBytes(MOST);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orTimeout(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ClientException failed(String what) {
    return new ClientException.NotSignedIn(
        "buildkite-agent gives this job no identity token: " + what,
        "the job needs the agent on its PATH, and BUILDKITE_AGENT_ACCESS_TOKEN where it runs in a"
            + " container; 'buildkite-agent oidc request-token --help' says what the agent knows");
  }
}
