package dev.coffer.terraform.rpc.convert;

import com.google.protobuf.ByteString;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.value.ValueReader;
import dev.coffer.terraform.value.ValueWriter;
import dev.coffer.terraform.wire.EncodedValue;

/** Values of a block, whose schema says which attributes they have. */
public final class WireValues {
  private WireValues() {}

  /** The value in the form in which equal values are equal; null when nothing was sent. */
  public static Value read(Schema schema, EncodedValue sent) {
    if (sent.getMsgpack().isEmpty()) {
      return Value.Absent.NULL;
    }
    return schema.canonical(ValueReader.read(sent.getMsgpack().toByteArray()));
  }

  public static EncodedValue write(Schema schema, Value value) {
    byte[] bytes = ValueWriter.write(schema.canonical(value));
    return EncodedValue.newBuilder().setMsgpack(ByteString.copyFrom(bytes)).build();
  }
}
