package dev.coffer.terraform.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a value from MessagePack. Every extension type means unknown, refined or not. */
public final class ValueReader {
  private static final int MAX_DEPTH = 64;
  private static final long BYTE = 0xFFL;
  private static final long SHORT = 0xFFFFL;
  private static final long INT = 0xFFFFFFFFL;

  private final ByteBuffer in;

  private ValueReader(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
  }

  /**
   * The one value that {@code bytes} are.
   *
   * @throws NotAValue when they are anything else
   */
  public static Value read(byte[] bytes) {
    ValueReader reader = new ValueReader(bytes);
    Value value;
    try {
      value = reader.next(0);
    } catch (BufferUnderflowException | NumberFormatException e) {
      throw new NotAValue();
    }
    if (reader.in.hasRemaining()) {
      throw new NotAValue();
    }
    return value;
  }

  /** What arrived is not MessagePack. */
  public static final class NotAValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAValue() {
      super("the bytes are not one value in MessagePack");
    }
  }

  private Value next(int depth) {
    if (depth > MAX_DEPTH) {
      throw new NotAValue();
    }
    int head = in.get() & 0xFF;
    if (head <= 0x7F || head >= 0xE0) {
      return Value.of((byte) head);
    }
    if (head <= 0x8F) {
      return fields(head & 0x0F, depth);
    }
    if (head <= 0x9F) {
      return items(head & 0x0F, depth);
    }
    if (head <= 0xBF) {
      return new Value.Text(text(head & 0x1F));
    }
    return tagged(head, depth);
  }

  private Value tagged(int head, int depth) {
    return switch (head) {
      case 0xC0 -> Value.Absent.NULL;
      case 0xC2 -> Value.of(false);
      case 0xC3 -> Value.of(true);
      case 0xC4, 0xD9 -> new Value.Text(text(in.get() & BYTE));
      case 0xC5, 0xDA -> new Value.Text(text(in.getShort() & SHORT));
      case 0xC6, 0xDB -> new Value.Text(text(in.getInt() & INT));
      case 0xC7 -> unknown(in.get() & BYTE);
      case 0xC8 -> unknown(in.getShort() & SHORT);
      case 0xC9 -> unknown(in.getInt() & INT);
      case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> unknown(1L << (head - 0xD4));
      case 0xDC -> items(in.getShort() & SHORT, depth);
      case 0xDD -> items(in.getInt() & INT, depth);
      case 0xDE -> fields(in.getShort() & SHORT, depth);
      case 0xDF -> fields(in.getInt() & INT, depth);
      default -> number(head);
    };
  }

  private Value number(int head) {
    return switch (head) {
      case 0xCA -> amount(in.getFloat());
      case 0xCB -> amount(in.getDouble());
      case 0xCC -> Value.of(in.get() & BYTE);
      case 0xCD -> Value.of(in.getShort() & SHORT);
      case 0xCE -> Value.of(in.getInt() & INT);
      case 0xCF -> unsigned(in.getLong());
      case 0xD0 -> Value.of(in.get());
      case 0xD1 -> Value.of(in.getShort());
      case 0xD2 -> Value.of(in.getInt());
      case 0xD3 -> Value.of(in.getLong());
      default -> throw new NotAValue();
    };
  }

  private static Value amount(double number) {
    return new Value.Amount(new BigDecimal(Double.toString(number)));
  }

  private static Value unsigned(long bits) {
    return new Value.Amount(new BigDecimal(new BigInteger(Long.toUnsignedString(bits))));
  }

  private Value unknown(long length) {
    in.get();
    bytes(length);
    return Value.Absent.UNKNOWN;
  }

  private Value items(long count, int depth) {
    List<Value> values = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      values.add(next(depth + 1));
    }
    return new Value.Items(values);
  }

  private Value fields(long count, int depth) {
    SortedMap<String, Value> values = new TreeMap<>();
    for (long i = 0; i < count; i++) {
      if (!(next(depth + 1) instanceof Value.Text name)) {
        throw new NotAValue();
      }
      values.put(name.text(), next(depth + 1));
    }
    return new Value.Fields(values);
  }

  private String text(long length) {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  private byte[] bytes(long length) {
    if (length > in.remaining()) {
      throw new NotAValue();
    }
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }
}
