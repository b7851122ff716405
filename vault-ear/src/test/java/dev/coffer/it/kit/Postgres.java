package dev.coffer.it.kit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL server on a loopback port, with fsync on, from the binaries of a Maven artifact. It
 * can be stopped and started again on its files, as a database machine may be.
 */
public final class Postgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String USER = "coffer";
  // PostgreSQL refuses to run as root. setpriv, unlike a user namespace, also works in a container.
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
  private static Postgres shared;

  private final Path home;
  private final Path files;
  private final int port;
  private final String password = Workplace.random();
  private Process process;

  private Postgres(Path home, int port) {
    this.home = home;
    this.files = home.resolve("data");
    this.port = port;
  }

  /** The one of this test JVM, started on the first call. */
  public static synchronized Postgres shared() throws IOException, InterruptedException {
    if (shared == null) {
      shared = create();
    }
    return shared;
  }

  /** A new one, running. */
  public static Postgres create() throws IOException, InterruptedException {
    // Not under target: the other user may not be allowed to enter the folders above it.
    Path home = Files.createTempDirectory("coffer-postgres");
    Processes.deleteAtEnd(home);
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    unpack(home);
    Postgres postgres = new Postgres(home, Workplace.freePort());
    postgres.initialise();
    return postgres.start();
  }

  public Database createDatabase() throws SQLException {
    String name = "t" + Workplace.random();
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return new Database(url(name), USER, password);
  }

  /** Starts it on its port and files; returns when it answers. */
  public Postgres start() throws IOException, InterruptedException {
    process =
        Processes.remember(
            command(
                    "postgres",
                    "-D",
                    files.toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "max_connections=300")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start());
    await();
    return this;
  }

  /** Ends it at once, as {@code pg_ctl stop -m fast}: connections are cut, commits are kept. */
  public void stop() throws IOException, InterruptedException {
    run("pg_ctl", "stop", "-m", "fast", "-w", "-D", files.toString());
    process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    Processes.kill(process);
  }

  private void await() throws IOException, InterruptedException {
    try {
      Eventually.holds("PostgreSQL answers", PATIENCE, this::answers);
    } catch (InterruptedException | IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private boolean answers() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("PostgreSQL ended: " + Files.readString(log()));
    }
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private Path log() {
    return home.resolve("postgres.log");
  }

  private void initialise() throws IOException, InterruptedException {
    Path secret = home.resolve("password");
    Files.writeString(secret, password);
    Files.createDirectories(files);
    if (isRoot()) {
      giveAway(files);
      giveAway(secret);
    }
    run(
        "initdb",
        "-D",
        files.toString(),
        "-U",
        USER,
        "-E",
        "UTF8",
        "--locale=C",
        "--auth=scram-sha-256",
        "--pwfile=" + secret);
    Files.delete(secret);
  }

  private static void giveAway(Path path) throws IOException {
    Files.setOwner(
        path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    Process run =
        command(program, arguments)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    if (!run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || run.exitValue() != 0) {
      run.destroyForcibly();
      throw new IOException(program + " failed: " + Files.readString(log()));
    }
  }

  private ProcessBuilder command(String program, String... arguments) {
    List<String> command = new ArrayList<>(isRoot() ? AS_NOBODY : List.of());
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(home.toFile()).redirectErrorStream(true);
    return builder;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void unpack(Path home) throws IOException, InterruptedException {
    String archive = "postgres-" + platform() + ".txz";
    try (InputStream packed = Postgres.class.getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw new IOException("no PostgreSQL on the class path for this machine: " + archive);
      }
      Process tar =
          new ProcessBuilder("tar", "-x", "--no-same-owner", "-f", "-", "-C", home.toString())
              .inheritIO()
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      try (OutputStream input = tar.getOutputStream()) {
        new XZInputStream(new BufferedInputStream(packed)).transferTo(input);
      }
      if (tar.waitFor() != 0) {
        throw new IOException("tar could not unpack " + archive);
      }
    }
  }

  private static String platform() {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    String machine = System.getProperty("os.arch");
    boolean arm = machine.equals("aarch64");
    return (mac ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64");
  }
}
