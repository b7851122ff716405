package dev.coffer.client.redact;

/** Reads the bytes as they are. */
final class PlainView extends View {
  PlainView(Automaton automaton, Finding finding) {
    super(automaton, finding);
  }

  @Override
  boolean begins(byte next) {
    return false;
  }

  @Override
  int decode(byte[] text, int length, byte[] into) {
    return INVALID;
  }
}
