package dev.coffer.client.cli.rehearsal;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.coffer.client.ClientException;
import dev.coffer.client.remote.HttpRemote;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.protocol.VaultId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Asks servers of this process on loopback, over HTTP and over TLS with a key made for it. */
@SuppressForbidden("jdk.httpserver is a supported module; without it nothing is rehearsed here")
final class Requests {
  private static final int NOT_MODIFIED = 304;
  private static final int SUCCESS = 200;
  private static final VaultId VAULT = new VaultId("rehearsal");

  private final Path folder;
  private final Runner runner;

  /** Runs a command with variables for its environment. */
  interface Runner {
    void run(Map<String, String> environment, String... words);
  }

  /**
   * @param runner runs commands in a project that has a vault
   */
  Requests(Path folder, Runner runner) {
    this.folder = folder;
    this.runner = runner;
  }

  void rehearse() throws IOException {
    HttpServer plain = HttpServer.create(loopback(), 0);
    ask(plain, "http://127.0.0.1:", Optional.empty());
    String password = UUID.randomUUID().toString();
    if (makeKey(password)) {
      HttpsServer secure = HttpsServer.create(loopback(), 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(context(password)));
      ask(secure, "https://127.0.0.1:", Optional.of(certificate()));
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Answers that need no signature, and one that lacks it. */
  private void ask(HttpServer server, String prefix, Optional<Path> authorities) {
    new JobServer(VAULT).addTo(server);
    server.createContext(
        "/",
        exchange -> {
          boolean known = exchange.getRequestHeaders().containsKey("If-None-Match");
          exchange.sendResponseHeaders(known ? NOT_MODIFIED : SUCCESS, -1);
          exchange.close();
        });
    server.start();
    try {
      var address = ServerAddress.parse(prefix + server.getAddress().getPort());
      var remote = new HttpRemote(address, () -> Optional.of("rehearsal"), authorities);
      Map<String, String> environment = new HashMap<>();
      environment.put("COFFER_SERVER", address.text());
      environment.put("COFFER_TOKEN", "rehearsal");
      authorities.ifPresent(file -> environment.put("COFFER_CA", file.toString()));
      runner.run(environment, "pull");
      runner.run(JobServer.job(environment), "pull", "--oidc", "--env=default", "--output=.pulled");
      runner.run(JobServer.job(environment), "run", "--oidc", "--env=default", "--", "true");
      remote.pull(VAULT, Optional.of("\"1\""));
      remote.pull(VAULT, Optional.empty());
    } catch (ClientException e) {
      return; // Expected of the last request; of another it means that less is rehearsed.
    } finally {
      server.stop(0);
    }
  }

  private Path store() {
    return folder.resolve("rehearsal.p12");
  }

  private Path certificate() {
    return folder.resolve("rehearsal.pem");
  }

  /** A key for one process, in a folder that its user alone can read, of which nothing is left. */
  private boolean makeKey(String password) throws IOException {
    return keytool(
            password,
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=rehearsal",
            "-ext",
            "SAN=ip:127.0.0.1",
            "-validity",
            "2")
        && keytool(password, "-exportcert", "-rfc", "-file", certificate().toString());
  }

  private boolean keytool(String password, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-alias", "rehearsal", "-keystore", store().toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass:env", "REHEARSAL_PASSWORD"));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("REHEARSAL_PASSWORD", password);
    try {
      return builder.start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private SSLContext context(String password) throws IOException {
    try (InputStream in = Files.newInputStream(store())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
