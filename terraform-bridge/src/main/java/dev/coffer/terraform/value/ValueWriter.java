package dev.coffer.terraform.value;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a value as MessagePack, as {@link ValueReader} reads it. */
public final class ValueWriter {
  private static final byte[] UNKNOWN = {(byte) 0xD4, 0, 0};
  private static final int SMALL_FIELDS = 0x80;
  private static final int SMALL_ITEMS = 0x90;
  private static final int SMALL_TEXT = 0xA0;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ValueWriter() {}

  public static byte[] write(Value value) {
    ValueWriter writer = new ValueWriter();
    writer.put(value);
    return writer.out.toByteArray();
  }

  private void put(Value value) {
    if (value == Value.Absent.NULL) {
      out.write(0xC0);
    } else if (value == Value.Absent.UNKNOWN) {
      out.writeBytes(UNKNOWN);
    } else if (value instanceof Value.Truth truth) {
      out.write(truth.holds() ? 0xC3 : 0xC2);
    } else if (value instanceof Value.Text text) {
      putText(text.text());
    } else if (value instanceof Value.Amount amount) {
      putNumber(amount.number());
    } else if (value instanceof Value.Items items) {
      putLength(items.values().size(), SMALL_ITEMS, 16, 0xDC);
      items.values().forEach(this::put);
    } else if (value instanceof Value.Fields fields) {
      putLength(fields.values().size(), SMALL_FIELDS, 16, 0xDE);
      fields.values().forEach(this::putField);
    }
  }

  private void putField(String name, Value value) {
    putText(name);
    put(value);
  }

  /** Integers that fit are integers; every other number is text, which loses no digit. */
  private void putNumber(BigDecimal number) {
    BigInteger whole = number.scale() <= 0 ? number.toBigInteger() : null;
    if (whole != null && whole.bitLength() < Long.SIZE) {
      out.write(0xD3);
      out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(whole.longValue()).array());
    } else {
      putText(number.toPlainString());
    }
  }

  private void putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= 32 && bytes.length <= 0xFF) {
      out.write(0xD9);
      out.write(bytes.length);
    } else {
      putLength(bytes.length, SMALL_TEXT, 32, 0xDA);
    }
    out.writeBytes(bytes);
  }

  /**
   * @param small the head that holds a length below {@code limit}
   * @param head the one before a length of two bytes; the next is before four
   */
  private void putLength(int length, int small, int limit, int head) {
    if (length < limit) {
      out.write(small | length);
    } else if (length <= 0xFFFF) {
      out.write(head);
      out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) length).array());
    } else {
      out.write(head + 1);
      out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }
  }
}
