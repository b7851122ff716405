package dev.coffer.client.cli.term;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.coffer.client.ClientException;
import dev.coffer.protocol.SuppressForbidden;
import java.io.BufferedReader;
import java.io.Console;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The three standard streams, each for its one purpose. */
public final class Terminal {
  private static final long PATIENCE_MILLIS = 500;
  private static final long TICK_MILLIS = 1000;

  /** Controls move the cursor; format characters turn text around or hide it (Unicode TR 36). */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private static final Pattern UNSEEN_BUT_BREAKS =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");
  private static final String REPLACEMENT = "\uFFFD";
  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String PLAIN = "\u001b[0m";

  private final BufferedReader in;
  private final PrintStream out;
  private final PrintStream err;
  private final Optional<Console> console;
  private final Screen screen;
  private volatile ProgressLine progress;

  /**
   * A terminal on given streams, none of which is a screen.
   *
   * @param console empty when nobody sits there
   */
  public Terminal(InputStream in, PrintStream out, PrintStream err, Optional<Console> console) {
    this(in, out, err, console, Screen.NONE);
  }

  Terminal(
      InputStream in, PrintStream out, PrintStream err, Optional<Console> console, Screen screen) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
    this.err = err;
    this.console = console;
    this.screen = screen;
    this.progress = new ProgressLine(err, false);
  }

  /** The terminal of this process. */
  @SuppressForbidden("the one place where the command meets the process's streams")
  public static Terminal ofProcess() {
    return new Terminal(
        System.in,
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        Seat.of(System.console()),
        Screen.ofProcess());
  }

  /** One line of data. */
  public void print(String line) {
    progress.end();
    out.println(line);
    out.flush();
  }

  /** One line of data with somebody else's text in it, which is shown and never obeyed. */
  public void printPlain(String line) {
    print(plain(line));
  }

  private static String plain(String text) {
    return UNSEEN.matcher(text).replaceAll(REPLACEMENT);
  }

  /** Data exactly as it is. */
  public void printRaw(String text) {
    progress.end();
    out.print(text);
    out.flush();
  }

  /** Standard output, for bytes that another program wrote. */
  public OutputStream output() {
    return telling(out);
  }

  /** Standard error, for bytes that another program wrote. */
  public OutputStream errors() {
    return telling(err);
  }

  /** A print stream says only when asked that nobody reads on. */
  private OutputStream telling(PrintStream stream) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        progress.end();
        stream.write(bytes, from, length);
        if (stream.checkError()) {
          throw new IOException("nobody reads on");
        }
      }
    };
  }

  /** Data as JSON. */
  public void printJson(Object value) {
    print(Json.GSON.toJson(value));
  }

  /** One JSON object on one line, such as a stream of them has. */
  public void printJsonLine(Object value) {
    print(JsonLine.GSON.toJson(value));
  }

  /**
   * Ends a command that would print for ever.
   *
   * @throws ClientException.Failed when standard output has not taken everything
   */
  public void requireReader() {
    if (out.checkError()) {
      throw noReader();
    }
  }

  /** What to tell a person when standard output has not taken everything. */
  public static ClientException noReader() {
    return new ClientException.Failed(
        "standard output takes no more: its reader has ended, or the disk is full", null);
  }

  /** Whether standard output may hold colours. */
  public boolean hasColours() {
    return screen.coloursOut();
  }

  /** One line of talk. */
  public void say(String line) {
    say("", "", line);
  }

  /** Passes on what another program prints as it comes: its output is talk here, not data. */
  public void relay(InputStream output) {
    try {
      byte[] buffer = new byte[8192];
      for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
        progress.end();
        err.write(buffer, 0, n);
        err.flush();
      }
    } catch (IOException e) {
      warn("the command's output cannot be read to its end");
    }
  }

  public void warn(String line) {
    say(YELLOW, "warning: ", line);
  }

  /** What made the command fail. */
  public void fail(String line) {
    say(RED, "coffer: ", line);
  }

  private void say(String colour, String label, String line) {
    String text = UNSEEN_BUT_BREAKS.matcher(line).replaceAll(REPLACEMENT);
    boolean coloured = !label.isEmpty() && screen.coloursErr();
    progress.end();
    err.println((coloured ? colour + label + PLAIN : label) + text);
    err.flush();
  }

  /**
   * Does {@code act}; when it takes longer than half a second, says {@code what} on a line that is
   * erased afterwards if it stands on a screen.
   */
  public <T> T progress(String what, Supplier<T> act) {
    progress.end();
    ProgressLine line = new ProgressLine(err, screen.erases());
    progress = line;
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    try {
      AtomicLong ticks = new AtomicLong();
      var saying =
          clock.scheduleAtFixedRate(
              () -> line.show(plain(what), ticks.getAndIncrement()),
              PATIENCE_MILLIS,
              TICK_MILLIS,
              TimeUnit.MILLISECONDS);
      T result = act.get();
      saying.cancel(false);
      return result;
    } finally {
      clock.shutdownNow();
      line.end();
    }
  }

  /** Whether a person can be asked. */
  public boolean isInteractive() {
    return console.isPresent();
  }

  /** A line from the person, or the next line of standard input. */
  public String ask(String question) {
    progress.end();
    err.print(question + " ");
    err.flush();
    return readLine();
  }

  /**
   * A secret that the terminal does not show.
   *
   * @throws ClientException.Usage when nobody sits there
   */
  public String askHidden(String question, String otherwise) {
    progress.end();
    char[] typed =
        console
            .map(found -> found.readPassword("%s ", question))
            .orElseThrow(
                () ->
                    new ClientException.Usage(
                        "there is no terminal to ask on: " + question, otherwise));
    if (typed == null) {
      throw new ClientException.Usage("the input ended", null);
    }
    return new String(typed);
  }

  /**
   * Whether the person says yes; only {@code y} and {@code yes} are.
   *
   * @param otherwise what to do where there is nobody to ask
   * @throws ClientException.Usage when standard input has no answer
   */
  public boolean confirms(String question, String otherwise) {
    progress.end();
    err.print(question + " [y/N] ");
    err.flush();
    String answer =
        nextLine()
            .orElseThrow(
                () -> {
                  err.println();
                  return new ClientException.Usage("there is nobody to ask", otherwise);
                })
            .strip();
    return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  /** The next line of standard input. */
  public String readLine() {
    return nextLine().orElseThrow(() -> new ClientException.Usage("the input ended", null));
  }

  private Optional<String> nextLine() {
    try {
      return Optional.ofNullable(in.readLine());
    } catch (IOException e) {
      throw new ClientException.Failed("cannot read standard input", null);
    }
  }

  /** All of standard input without one line end at its end. */
  public String readAll() {
    try {
      StringBuilder text = new StringBuilder();
      char[] buffer = new char[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        text.append(buffer, 0, n);
      }
      return text.toString().replaceFirst("\\r?\\n\\z", "");
    } catch (IOException e) {
      throw new ClientException.Failed("cannot read standard input", null);
    }
  }

  /** Made only by a command that prints JSON. */
  private static final class Json {
    static final Gson GSON =
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();
  }

  private static final class JsonLine {
    static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
  }
}
