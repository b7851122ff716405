package dev.coffer.terraform.plugin;

import dev.coffer.terraform.plugin.tls.OwnKey;
import dev.coffer.terraform.plugin.tls.PinnedPeer;
import dev.coffer.terraform.plugin.tls.ServerIdentity;
import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves the host on a loopback port that it alone can speak to. */
final class PluginServer {
  /** Terraform's own limit; gRPC's would be 4 MiB. */
  private static final int MAX_MESSAGE = 256 << 20;

  private static final int ANY_PORT = 0;
  private static final long LAST_ANSWERS_MILLIS = 500;

  private final Server server;
  private final ExecutorService threads;

  private PluginServer(Server server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to serve.
   *
   * @param host whom alone it serves, with {@code identity}; plain text when both are empty
   */
  static PluginServer start(
      Optional<X509Certificate> host,
      Optional<ServerIdentity> identity,
      List<BindableService> services)
      throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool(PluginServer::named);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), ANY_PORT);
    OkHttpServerBuilder builder =
        OkHttpServerBuilder.forPort(address, credentials(host, identity))
            .executor(threads)
            .maxInboundMessageSize(MAX_MESSAGE);
    services.forEach(builder::addService);
    return new PluginServer(builder.build().start(), threads);
  }

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "rpc-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  private static ServerCredentials credentials(
      Optional<X509Certificate> host, Optional<ServerIdentity> identity) {
    if (host.isEmpty() || identity.isEmpty()) {
      return InsecureServerCredentials.create();
    }
    return TlsServerCredentials.newBuilder()
        .keyManager(new OwnKey(identity.get().key(), identity.get().certificate()))
        .trustManager(new PinnedPeer(host.get()))
        .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
        .build();
  }

  int port() {
    return server.getPort();
  }

  /** Closes every socket: a thread that waits in one would hold up the end of the JVM. */
  void close() {
    server.shutdown();
    try {
      server.awaitTermination(LAST_ANSWERS_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.shutdownNow();
    threads.shutdownNow();
  }
}
