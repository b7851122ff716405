package dev.coffer.protocol.note;

/** Which characters a signed line can hold. Written as loops: every line of every event is read. */
final class Characters {
  private Characters() {}

  /**
   * Whether {@code text} has no control characters and no half of a surrogate pair, which has no
   * UTF-8 form: it would be signed and hashed as a question mark, two texts with one signature.
   */
  static boolean arePlain(String text) {
    return arePlain(text, false);
  }

  /** As {@link #arePlain(String)}, but line feeds are allowed. */
  static boolean arePlainLines(String text) {
    return arePlain(text, true);
  }

  private static boolean arePlain(String text, boolean lines) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (Character.isISOControl(character) && !(lines && character == '\n')) {
        return false;
      }
      if (Character.isSurrogate(character)) {
        if (!isPair(text, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
