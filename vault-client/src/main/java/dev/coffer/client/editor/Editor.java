package dev.coffer.client.editor;

import dev.coffer.client.ClientException;
import dev.coffer.client.signal.IgnoredInterrupts;
import dev.coffer.client.store.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The person's editor, {@code $VISUAL} or else {@code $EDITOR}. Made when it is needed. */
public final class Editor {
  private static final String UNTOUCHED = "nothing was changed";
  private static final String FILE = "coffer-conflicts.txt";

  private final Map<String, String> environment;

  /** The editor that {@code environment} names. */
  public Editor(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Opens {@code text} in the editor; answers what it is when the editor ends. The file, mode 0600,
   * is removed then, however that comes.
   *
   * @throws ClientException when there is no editor, or it fails
   */
  public String edit(String text) {
    String command = command();
    try (PrivateFolder folder = PrivateFolder.create(environment)) {
      Path file = folder.file(FILE);
      AtomicFile.writePrivate(file, bytes(text));
      run(words(command, file), folder);
      return AtomicFile.read(file)
          .map(Editor::text)
          .orElseThrow(() -> new ClientException.Failed("the edited file is gone", UNTOUCHED));
    }
  }

  private String command() {
    return Stream.of("VISUAL", "EDITOR")
        .map(name -> environment.getOrDefault(name, "").strip())
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElseThrow(() -> new ClientException.Usage("no editor is known", "set VISUAL or EDITOR"));
  }

  @SuppressWarnings("try") // signals are only ignored
  private static void run(List<String> words, PrivateFolder folder) {
    int code;
    try (IgnoredInterrupts here = IgnoredInterrupts.install()) {
      code = folder.start(new ProcessBuilder(words).inheritIO()).waitFor();
    } catch (IOException e) {
      throw new ClientException.Failed("the editor cannot be started", "check VISUAL and EDITOR");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException.Failed("the editor was interrupted", UNTOUCHED);
    }
    if (code != 0) {
      throw new ClientException.Failed("the editor ended with code " + code, UNTOUCHED);
    }
  }

  /** A shell takes the command apart. What an editor shows is talk, so it goes to that stream. */
  private static List<String> words(String command, Path file) {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
      List<String> words = new ArrayList<>(List.of(command.split("\\s+")));
      words.add(file.toString());
      return words;
    }
    return List.of("sh", "-c", command + " \"$1\" >&2", "coffer", file.toString());
  }

  private static byte[] bytes(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new ClientException.Failed(
          "a value holds half a character, which no file can carry",
          UNTOUCHED + "; --ours and --theirs take it as it is");
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ClientException.Conflict("the edited text is not UTF-8", UNTOUCHED);
    }
  }
}
