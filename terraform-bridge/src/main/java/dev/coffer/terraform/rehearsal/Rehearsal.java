package dev.coffer.terraform.rehearsal;

import com.google.protobuf.ByteString;
import dev.coffer.terraform.Main;
import dev.coffer.terraform.plugin.tls.OwnKey;
import dev.coffer.terraform.plugin.tls.PinnedPeer;
import dev.coffer.terraform.plugin.tls.ServerIdentity;
import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.value.ValueWriter;
import dev.coffer.terraform.wire.Configuration;
import dev.coffer.terraform.wire.EncodedValue;
import dev.coffer.terraform.wire.Nothing;
import dev.coffer.terraform.wire.PlanRequest;
import dev.coffer.terraform.wire.ProviderGrpc;
import dev.coffer.terraform.wire.ProviderGrpc.ProviderBlockingStub;
import dev.coffer.terraform.wire.ReadRequest;
import dev.coffer.terraform.wire.TypedConfig;
import dev.coffer.terraform.wire.plugin.Empty;
import dev.coffer.terraform.wire.plugin.GRPCControllerGrpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;

/** Makes every kind of call once, as a host does in a plan, for an account that nobody has. */
public final class Rehearsal {
  private static final String VAULT = "coffer_vault";
  private static final int CERTIFICATE = 5;

  private Rehearsal() {}

  /** Rehearses in the folder that {@code args} names. */
  public static void main(String[] args) throws Exception {
    ServerIdentity host = ServerIdentity.generate(new SecureRandom(), Clock.systemUTC());
    PipedInputStream answers = new PipedInputStream();
    PrintStream line =
        new PrintStream(new PipedOutputStream(answers), true, StandardCharsets.UTF_8);
    Map<String, String> environment =
        Map.of(
            "TF_PLUGIN_MAGIC_COOKIE",
            "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
            "PLUGIN_CLIENT_CERT",
            pem(host.certificate()),
            "COFFER_HOME",
            Path.of(args[0]).toString(),
            "COFFER_KEYCHAIN",
            "file");
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Thread provider = new Thread(() -> Main.serve(environment, line, nowhere), "provider");
    provider.start();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
    converse(host, reader.readLine().split("\\|", -1));
    provider.join();
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static void converse(ServerIdentity host, String[] handshake)
      throws GeneralSecurityException, IOException {
    byte[] der = Base64.getDecoder().decode(handshake[CERTIFICATE]);
    X509Certificate provider =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    String port = handshake[3].substring(handshake[3].indexOf(':') + 1);
    ManagedChannel channel =
        OkHttpChannelBuilder.forAddress(
                "127.0.0.1",
                Integer.parseInt(port),
                TlsChannelCredentials.newBuilder()
                    .keyManager(new OwnKey(host.key(), host.certificate()))
                    .trustManager(new PinnedPeer(provider))
                    .build())
            .overrideAuthority("localhost")
            .build();
    plan(ProviderGrpc.newBlockingStub(channel));
    GRPCControllerGrpc.newBlockingStub(channel).shutdown(Empty.getDefaultInstance());
    channel.shutdownNow();
  }

  private static void plan(ProviderBlockingStub provider) {
    provider.getProviderSchema(Nothing.getDefaultInstance());
    EncodedValue nothing = encoded(Value.Absent.NULL);
    EncodedValue vault = encoded(Value.Fields.of(Map.of("vault", Value.of("rehearsal"))));
    provider.configureProvider(
        Configuration.newBuilder().setConfig(encoded(Value.Fields.of(Map.of()))).build());
    provider.validateResourceConfig(
        TypedConfig.newBuilder().setTypeName(VAULT).setConfig(vault).build());
    provider.readResource(
        ReadRequest.newBuilder().setTypeName(VAULT).setCurrentState(vault).build());
    provider.planResourceChange(
        PlanRequest.newBuilder()
            .setTypeName(VAULT)
            .setPriorState(nothing)
            .setProposedNewState(vault)
            .setConfig(vault)
            .build());
  }

  private static EncodedValue encoded(Value value) {
    return EncodedValue.newBuilder()
        .setMsgpack(ByteString.copyFrom(ValueWriter.write(value)))
        .build();
  }
}
