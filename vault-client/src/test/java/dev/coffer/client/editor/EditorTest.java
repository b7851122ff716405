package dev.coffer.client.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.OtherJvm;
import dev.coffer.protocol.SuppressForbidden;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the editors here are shell scripts")
class EditorTest {
  private static final int TERMINATED = 128 + 15;

  @TempDir Path place;
  private Path seen;

  @BeforeEach
  void names() {
    seen = place.resolve("seen");
  }

  /** An editor that notes which file it was given, and then does {@code script}. */
  private String editor(String script) throws IOException {
    Path file = place.resolve("an editor");
    Files.writeString(file, "#!/bin/sh\necho \"$1\" >'" + seen + "'\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return "'" + file + "'";
  }

  private Path edited() throws IOException {
    return Path.of(Files.readString(seen).strip());
  }

  private void leftNothing() throws IOException {
    assertThat(edited()).doesNotExist();
    assertThat(edited().getParent()).doesNotExist();
  }

  @Test
  void edit_givesAPrivateFile_andLeavesNothing() throws IOException {
    String script =
        "ls -ld \"$1\" \"$(dirname \"$1\")\" | cut -c1-10 >'"
            + place.resolve("modes")
            + "'; echo copy >\"$1~\"; echo more >>\"$1\"";
    String text = new Editor(Map.of("VISUAL", editor(script), "EDITOR", "false")).edit("one\n");
    assertThat(text).isEqualTo("one\nmore\n");
    assertThat(Files.readAllLines(place.resolve("modes")))
        .containsExactly("drwx------", "-rw-------");
    leftNothing();
  }

  @Test
  void edit_isInMemory_whereThatIsPossible() throws IOException {
    new Editor(Map.of("EDITOR", editor(":"))).edit("one");
    boolean memory =
        Files.isDirectory(Path.of("/dev/shm"))
            && Files.getFileStore(Path.of("/dev/shm")).type().equals("tmpfs");
    assertThat(edited().startsWith("/dev/shm")).isEqualTo(memory);
  }

  @Test
  void edit_editorFails_leavesNothing() throws IOException {
    Editor editor = new Editor(Map.of("EDITOR", editor("exit 3")));
    assertThatThrownBy(() -> editor.edit("one"))
        .isInstanceOf(ClientException.Failed.class)
        .hasMessage("the editor ended with code 3");
    leftNothing();
  }

  @Test
  void edit_fileRemovedOrUnreadable_leavesNothing() throws IOException {
    Editor removing = new Editor(Map.of("EDITOR", editor("rm \"$1\"")));
    assertThatThrownBy(() -> removing.edit("one")).hasMessage("the edited file is gone");
    leftNothing();
    Editor latin = new Editor(Map.of("EDITOR", editor("printf '\\344' >\"$1\"")));
    assertThatThrownBy(() -> latin.edit("one")).hasMessage("the edited text is not UTF-8");
    leftNothing();
  }

  @Test
  void edit_halfACharacter_isRefusedBeforeItIsChanged() {
    assertThatThrownBy(() -> new Editor(Map.of("EDITOR", "true")).edit("\ud800"))
        .isInstanceOf(ClientException.Failed.class);
  }

  @Test
  void edit_noEditor_saysWhatToSet() {
    assertThatThrownBy(() -> new Editor(Map.of("VISUAL", " ")).edit("one"))
        .isInstanceOf(ClientException.Usage.class);
  }

  /** The program in a process of its own, which is told to end while the editor is open. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      new Editor(System.getenv()).edit("one");
    }
  }

  @Test
  void edit_programEnds_takesTheEditorAndTheFileAlong() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Program.class.getName()))
            .redirectErrorStream(true);
    builder.environment().remove("VISUAL");
    builder.environment().put("EDITOR", editor("echo open; cat >/dev/null"));
    Process program = builder.start();
    try (BufferedReader said = program.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("open");
      assertThat(edited()).exists();
      ProcessHandle editor = program.children().findFirst().orElseThrow();
      program.toHandle().destroy(); // Process.destroy would end the editor's input as well
      assertThat(program.waitFor()).isEqualTo(TERMINATED);
      assertThat(editor.isAlive()).isFalse();
      leftNothing();
    }
  }

  /** Is interrupted while its editor is open, and prints what was edited. */
  static final class Interrupted {
    private Interrupted() {}

    @SuppressForbidden("its output is read by the test")
    public static void main(String[] arguments) {
      long self = ProcessHandle.current().pid();
      String editor = "sh -c 'kill -s INT " + self + "; sleep 0.5; echo more >>\"$0\"'";
      System.out.print(new Editor(Map.of("EDITOR", editor)).edit("one\n"));
    }
  }

  @Test
  void edit_interruptedMeanwhile_goesOn() throws IOException, InterruptedException {
    Process program = OtherJvm.start(Interrupted.class);
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).as(said).isZero();
    assertThat(said).isEqualTo("one\nmore\n");
  }
}
