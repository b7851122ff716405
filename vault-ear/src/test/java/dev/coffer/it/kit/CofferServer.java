package dev.coffer.it.kit;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The packaged server as an own process on a loopback port, configured by environment variables
 * alone. Stopped or killed and started again, it has the same port, data folder and database.
 */
public final class CofferServer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofMinutes(1);
  private static final String APPLICATION_FAILED = "CWWKZ0002E";
  private static final String SERVER = System.getProperty("coffer.server", "coffer");
  private static final int LOG_END = 6_000;
  // Start-up matters more than throughput here: 5 seconds instead of 10.
  private static final String JVM =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx512m";

  private final Database database;
  private final Path output;
  private final Path dataFolder;
  private final int port;
  private final boolean isFirst;
  private final Map<String, String> environment = new TreeMap<>();
  private Process process;

  private CofferServer(Database database, Path dataFolder, boolean isFirst) throws IOException {
    this.database = database;
    this.output = Workplace.folder("server");
    this.dataFolder = dataFolder;
    this.isFirst = isFirst;
    this.port = Workplace.freePort();
    with("JVM_ARGS", JVM);
  }

  /** A server with a data folder of its own, not started yet. */
  public static CofferServer on(Database database) throws IOException {
    return new CofferServer(database, Workplace.folder("data"), false);
  }

  /** The server whose first start all others have a copy of, and which has none itself. */
  static CofferServer withoutFirstStart(Database database) throws IOException {
    return new CofferServer(database, Workplace.folder("data"), true);
  }

  /** A second server for the same database and with the same data folder, not started yet. */
  public static CofferServer beside(CofferServer first) throws IOException {
    CofferServer second = new CofferServer(first.database, first.dataFolder, false);
    second.environment.putAll(first.environment);
    return second;
  }

  /** Sets an environment variable for the next start. */
  public CofferServer with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Starts it and returns when it says that it is ready. */
  public CofferServer start() throws IOException {
    return startUntil("/health/ready");
  }

  /** Starts it and returns when it says that it is alive, which it may be without its database. */
  public CofferServer startUntilAlive() throws IOException {
    return startUntil("/health/live");
  }

  private CofferServer startUntil(String path) throws IOException {
    launch();
    try {
      Eventually.holds("GET " + path + " answers 200", START, () -> answersAt(path));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    } catch (AssertionError e) {
      Processes.kill(process);
      throw new IOException(e.getMessage() + "\n" + logEnd(), e);
    }
    return this;
  }

  private void launch() throws IOException {
    if (!isFirst && !Files.exists(outputFolder())) {
      FirstStart.copyTo(outputFolder());
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Workplace.installation().resolve("bin").resolve("server").toString(), "run", SERVER);
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("COFFER_") || name.startsWith("WLP_"));
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("WLP_OUTPUT_DIR", output.toString());
    variables.put("HTTP_PORT", Integer.toString(port));
    variables.put("HTTPS_PORT", "-1");
    variables.put("COFFER_DATA_DIR", dataFolder.toString());
    variables.put("COFFER_DB_URL", database.url());
    variables.put("COFFER_DB_USER", database.user());
    variables.put("COFFER_DB_PASSWORD", database.password());
    variables.putAll(environment);
    process =
        Processes.remember(
            builder
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()))
                .start());
  }

  private boolean answersAt(String path) throws IOException {
    if (!process.isAlive()) {
      throw new IOException("the server ended by itself\n" + logEnd());
    }
    if (log().contains(APPLICATION_FAILED)) {
      throw new IOException("the application does not start\n" + logEnd());
    }
    return api().reaches(path);
  }

  /** Ends it in order (SIGTERM); returns when it has ended. */
  public void stop() throws InterruptedException {
    if (process != null && !Processes.terminate(process, STOP)) {
      Processes.kill(process);
      throw new AssertionError("the server did not end within " + STOP.toSeconds() + " s");
    }
  }

  /** Ends it without any chance to write something (SIGKILL). */
  public void kill() {
    Processes.kill(process);
  }

  @Override
  public void close() {
    if (process != null) {
      Processes.kill(process);
    }
  }

  /** A client of this server without a bearer. */
  public Api api() {
    return Api.of(uri());
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Database database() {
    return database;
  }

  /** Where the server keeps its keystore and writes the first sign-in secret. */
  public Path dataFolder() {
    return dataFolder;
  }

  /** Where Liberty writes what it needs, and its logs. */
  Path outputFolder() {
    return output.resolve(SERVER);
  }

  /** The process id of the server's JVM. */
  public long pid() {
    return process.descendants().mapToLong(ProcessHandle::pid).max().orElse(process.pid());
  }

  /** Everything that the server wrote to its console and its message log. */
  public String log() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : List.of(console(), outputFolder().resolve("logs/messages.log"))) {
      if (Files.exists(file)) {
        text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  /** What the log says of the first failure that a client was told as an incident; may be empty. */
  public String firstIncident() throws IOException {
    String log = log();
    int start = log.indexOf("Incident ");
    return start < 0 ? "" : log.substring(start, Math.min(log.length(), start + LOG_END));
  }

  private String logEnd() throws IOException {
    String log = log();
    return log.substring(Math.max(0, log.length() - LOG_END));
  }

  private Path console() {
    return output.resolve("console.log");
  }
}
