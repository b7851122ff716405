package dev.coffer.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.terraform.kit.HostIdentity;
import dev.coffer.terraform.kit.PluginHost;
import dev.coffer.terraform.plugin.tls.OwnKey;
import dev.coffer.terraform.wire.Nothing;
import dev.coffer.terraform.wire.ProviderGrpc;
import dev.coffer.terraform.wire.ProviderSchema;
import dev.coffer.terraform.wire.health.HealthCheckRequest;
import dev.coffer.terraform.wire.health.HealthCheckResponse.ServingStatus;
import dev.coffer.terraform.wire.health.HealthGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packed program as a process of its own, driven as Terraform drives it. */
final class PluginIT {
  private static final long SECONDS = 20;

  @TempDir Path home;

  private PluginHost started() throws Exception {
    return PluginHost.start(
        PluginHost.packed(), Map.of("COFFER_HOME", home.toString(), "COFFER_KEYCHAIN", "file"));
  }

  @Test
  void itServesItsHost_saysOneLine_andEndsWhenItIsTold() throws Exception {
    try (PluginHost host = started()) {
      assertThat(host.line()).startsWith("1|6|tcp|127.0.0.1:").doesNotEndWith("|");
      ProviderSchema schema = host.provider().getProviderSchema(Nothing.getDefaultInstance());
      assertThat(schema.getResourceSchemasMap()).containsKeys("coffer_vault", "coffer_secret");
      assertThat(schema.getDataSourceSchemasMap()).containsKeys("coffer_vault");
      assertThat(schema.getEphemeralResourceSchemasMap()).containsKeys("coffer_secrets");
      assertThat(schema.getServerCapabilities().getPlanDestroy()).isTrue();
      assertThat(
              HealthGrpc.newBlockingStub(host.channel())
                  .check(HealthCheckRequest.newBuilder().setService("plugin").build())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
      assertThat(host.shutdown()).isZero();
      assertThat(host.rest()).isEmpty();
      assertThat(host.talk()).doesNotContain("WARNING", "Exception");
    }
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void anybodyElseOnThisMachine_isRefused() throws Exception {
    try (PluginHost host = started()) {
      String[] address = host.line().split("\\|", -1)[3].split(":", -1);
      assertThatThrownBy(() -> call(address, HostIdentity.generate()))
          .isInstanceOf(StatusRuntimeException.class);
      host.provider().getMetadata(Nothing.getDefaultInstance());
      host.shutdown();
    }
  }

  /** Somebody who believes any server and shows a certificate of their own. */
  private static void call(String[] address, HostIdentity stranger) throws Exception {
    ManagedChannel channel =
        OkHttpChannelBuilder.forAddress(
                address[0],
                Integer.parseInt(address[1]),
                TlsChannelCredentials.newBuilder()
                    .keyManager(new OwnKey(stranger.key(), stranger.certificate()))
                    .trustManager(new BelievesAll())
                    .build())
            .overrideAuthority("localhost")
            .build();
    try {
      ProviderGrpc.newBlockingStub(channel)
          .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
          .getMetadata(Nothing.getDefaultInstance());
    } finally {
      channel.shutdownNow();
    }
  }

  private static final class BelievesAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void aPersonWhoStartsIt_isToldWhatItIs() throws Exception {
    Path said = home.resolve("said");
    ProcessBuilder builder = new ProcessBuilder(PluginHost.packed()).redirectError(said.toFile());
    Process process = builder.start();
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    assertThat(Files.readString(said)).contains("docs/terraform.md");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX permissions and signals")
  void anInterrupt_isLeftToTheHost() throws Exception {
    try (PluginHost host = started()) {
      Process kill =
          new ProcessBuilder("kill", "-INT", Long.toString(host.process().pid())).start();
      assertThat(kill.waitFor()).isZero();
      host.provider().getMetadata(Nothing.getDefaultInstance());
      assertThat(host.process().isAlive()).isTrue();
      assertThat(host.shutdown()).isZero();
    }
  }

  private static final List<String> STARTING =
      List.of("sh", "-c", "\"$@\" & echo $! > \"$PID_FILE\"; wait", "host");

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX permissions and signals")
  void whenTheHostIsKilled_itEnds() throws Exception {
    List<String> command = new ArrayList<>(STARTING);
    command.addAll(PluginHost.packed());
    endsWithItsHost(command, Map.of());
  }

  /** As on Windows, where no program can become another. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX permissions and signals")
  void whenTheHostOfALauncherThatStaysIsKilled_itEnds() throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\"; true", "host"));
    command.addAll(STARTING);
    command.addAll(PluginHost.packed());
    endsWithItsHost(command, Map.of("COFFER_LAUNCHER_STAYS", "1"));
  }

  private void endsWithItsHost(List<String> command, Map<String, String> more) throws Exception {
    Path pid = home.resolve("pid");
    Map<String, String> variables = new TreeMap<>(more);
    variables.putAll(Map.of("COFFER_HOME", home.toString(), "PID_FILE", pid.toString()));
    try (PluginHost host = PluginHost.start(command, variables)) {
      long provider = Long.parseLong(Files.readString(pid, StandardCharsets.UTF_8).strip());
      ProcessHandle handle = ProcessHandle.of(provider).orElseThrow();
      host.process().destroyForcibly().waitFor();
      handle.onExit().get(SECONDS, TimeUnit.SECONDS);
    }
  }
}
