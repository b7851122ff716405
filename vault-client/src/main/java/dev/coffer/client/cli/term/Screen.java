package dev.coffer.client.cli.term;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What the output streams may hold besides text: colour on a screen alone and never under {@code
 * NO_COLOR} (no-color.org), a line that is erased again on a screen that can move its cursor.
 */
public final class Screen {
  /** Files and pipes: text and nothing else. */
  public static final Screen NONE = new Screen(Map.of(), descriptor -> false);

  static final int OUT = 1;
  static final int ERR = 2;

  private static final int FILE_TYPE = 0170000;
  private static final int CHARACTER_DEVICE = 0020000;

  private final Map<String, String> environment;
  private final IntPredicate device;

  /**
   * @param device whether the stream of this descriptor is a terminal; asked when it matters
   */
  Screen(Map<String, String> environment, IntPredicate device) {
    this.environment = environment;
    this.device = device;
  }

  /** The screen of this process, if it has one. */
  public static Screen ofProcess() {
    return new Screen(System.getenv(), Screen::isDevice);
  }

  boolean coloursOut() {
    return colours(OUT);
  }

  boolean coloursErr() {
    return colours(ERR);
  }

  private boolean colours(int descriptor) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty() && movesCursor(descriptor);
  }

  /** Whether standard error is where a line can be erased. */
  boolean erases() {
    return movesCursor(ERR);
  }

  private boolean movesCursor(int descriptor) {
    String terminal = environment.getOrDefault("TERM", "");
    return !terminal.isEmpty() && !terminal.equals("dumb") && device.test(descriptor);
  }

  /**
   * Java tells it of all three streams together only; where there is no /dev/fd it is no screen.
   */
  private static boolean isDevice(int descriptor) {
    try {
      Object mode = Files.getAttribute(Path.of("/dev/fd/" + descriptor), "unix:mode");
      return mode instanceof Integer bits && (bits & FILE_TYPE) == CHARACTER_DEVICE;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }
}
