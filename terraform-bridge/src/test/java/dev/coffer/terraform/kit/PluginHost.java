package dev.coffer.terraform.kit;

import dev.coffer.terraform.plugin.tls.OwnKey;
import dev.coffer.terraform.plugin.tls.PinnedPeer;
import dev.coffer.terraform.wire.ProviderGrpc;
import dev.coffer.terraform.wire.plugin.Empty;
import dev.coffer.terraform.wire.plugin.GRPCControllerGrpc;
import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts the provider as Terraform does, speaks to it over mutual TLS, and ends it. */
public final class PluginHost implements AutoCloseable {
  private static final String REHEARSAL = "dev.coffer.terraform.rehearsal.Rehearsal";
  private static final String COOKIE =
      "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
  private static final int CERTIFICATE = 5;
  private static final long END_SECONDS = 20;

  private final Process process;
  private final BufferedReader output;
  private final Path talk;
  private final String line;
  private final ManagedChannel channel;

  private PluginHost(Process process, Path talk, HostIdentity identity) throws Exception {
    this.process = process;
    this.talk = talk;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.line = output.readLine();
    if (line == null) {
      throw new IOException("no handshake: " + Files.readString(talk));
    }
    String[] fields = line.split("\\|", -1);
    ChannelCredentials credentials =
        TlsChannelCredentials.newBuilder()
            .keyManager(new OwnKey(identity.key(), identity.certificate()))
            .trustManager(new PinnedPeer(certificate(fields[CERTIFICATE])))
            .build();
    String[] address = fields[3].split(":", -1);
    this.channel =
        OkHttpChannelBuilder.forAddress(address[0], Integer.parseInt(address[1]), credentials)
            .overrideAuthority("localhost")
            .build();
  }

  private static X509Certificate certificate(String base64) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }

  /**
   * Starts {@code command}.
   *
   * @param variables on top of this process's, without those of {@link #isOfAJob}
   */
  public static PluginHost start(List<String> command, Map<String, String> variables)
      throws Exception {
    return start(command, variables, HostIdentity.ofThisJvm());
  }

  static PluginHost start(
      List<String> command, Map<String, String> variables, HostIdentity identity) throws Exception {
    Path talk = Files.createTempFile("provider", ".stderr");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(talk.toFile());
    builder.environment().keySet().removeIf(PluginHost::isOfAJob);
    builder.environment().putAll(variables);
    builder.environment().put("TF_PLUGIN_MAGIC_COOKIE", COOKIE);
    builder.environment().put("PLUGIN_PROTOCOL_VERSIONS", "5,6");
    builder.environment().put("PLUGIN_CLIENT_CERT", identity.pem());
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new PluginHost(process, talk, identity);
  }

  /** Whether a variable is ours, or of a CI system that runs these tests. */
  static boolean isOfAJob(String variable) {
    return Stream.of(
            "COFFER_", "LPM_", "GITHUB_", "ACTIONS_", "GITLAB_", "CIRCLE", "BUILDKITE", "CI")
        .anyMatch(variable::startsWith);
  }

  /** The program that this module's build has packed, on the JVM of this test. */
  public static List<String> packed() {
    return packed(Path.of("target"));
  }

  /** The same from the folder that the build has packed it in. */
  public static List<String> packed(Path target) {
    return ClassArchive.start(target.resolve("coffer-terraform.jar"), REHEARSAL);
  }

  /** The line with which the provider answered. */
  public String line() {
    return line;
  }

  public ManagedChannel channel() {
    return channel;
  }

  public ProviderGrpc.ProviderBlockingStub provider() {
    return ProviderGrpc.newBlockingStub(channel);
  }

  public Process process() {
    return process;
  }

  /** What it has said to standard error so far. */
  public String talk() throws IOException {
    return Files.readString(talk);
  }

  /** What it has said to standard output after the handshake, once it has ended. */
  public String rest() throws IOException {
    StringBuilder rest = new StringBuilder();
    for (String more = output.readLine(); more != null; more = output.readLine()) {
      rest.append(more).append('\n');
    }
    return rest.toString();
  }

  /** Ends it as a host does; returns its exit code. */
  public int shutdown() throws InterruptedException {
    GRPCControllerGrpc.newBlockingStub(channel).shutdown(Empty.getDefaultInstance());
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the provider does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    channel.shutdownNow();
    process.destroyForcibly();
    Files.deleteIfExists(talk);
  }
}
