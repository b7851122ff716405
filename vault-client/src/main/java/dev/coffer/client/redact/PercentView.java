package dev.coffer.client.redact;

/** Undoes {@code %41} of URLs (RFC 3986 §2.1), and in forms also {@code +} for a space. */
final class PercentView extends View {
  private static final int LENGTH = 3;
  private final boolean form;

  PercentView(Automaton automaton, Finding finding, boolean form) {
    super(automaton, finding);
    this.form = form;
  }

  @Override
  boolean begins(byte next) {
    return next == '%';
  }

  @Override
  byte plain(byte next) {
    return form && next == '+' ? (byte) ' ' : next;
  }

  @Override
  int decode(byte[] text, int length, byte[] into) {
    for (int i = 1; i < length; i++) {
      if (Character.digit(text[i], 16) < 0) {
        return INVALID;
      }
    }
    if (length < LENGTH) {
      return INCOMPLETE;
    }
    into[0] = (byte) (Character.digit(text[1], 16) << 4 | Character.digit(text[2], 16));
    return 1;
  }
}
