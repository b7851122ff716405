package dev.coffer.client.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A text with half the bytes: a byte that no UTF-8 has, its length as 4 bytes, and the text in
 * zlib's form (RFC 1950). The JDK packs in native code; to seal or open what is saved takes ten
 * times as long in a process that has just started.
 */
final class PackedText {
  /** In no UTF-8 text (RFC 3629 §1), so a text that was not packed is told apart. */
  private static final byte MARK = (byte) 0xFF;

  private static final int HEADER = 1 + Integer.BYTES;
  private static final int CHUNK = 1 << 16;

  private PackedText() {}

  /** The packed form of {@code text}. */
  static byte[] of(String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    var packed = new ByteArrayOutputStream(HEADER + content.length / 2);
    packed.writeBytes(ByteBuffer.allocate(HEADER).put(MARK).putInt(content.length).array());
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(content);
      deflater.finish();
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        packed.write(chunk, 0, deflater.deflate(chunk));
      }
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  /**
   * The text of {@code content}, packed or plain.
   *
   * @throws DataFormatException when it begins as a packed one and is none
   */
  static String read(byte[] content) throws DataFormatException {
    byte[] plain = content.length > 0 && content[0] == MARK ? unpacked(content) : content;
    return new String(plain, StandardCharsets.UTF_8);
  }

  private static byte[] unpacked(byte[] packed) throws DataFormatException {
    if (packed.length < HEADER) {
      throw new DataFormatException("the length is missing");
    }
    byte[] content = new byte[ByteBuffer.wrap(packed).getInt(1)];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed, HEADER, packed.length - HEADER);
      int length = inflater.inflate(content);
      if (length != content.length || inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
        throw new DataFormatException("the text has another length");
      }
    } finally {
      inflater.end();
    }
    return content;
  }
}
