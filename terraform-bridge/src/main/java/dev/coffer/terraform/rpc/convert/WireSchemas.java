package dev.coffer.terraform.rpc.convert;

import com.google.protobuf.ByteString;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Attribute.Trait;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.wire.AttributeSchema;
import dev.coffer.terraform.wire.BlockSchema;
import dev.coffer.terraform.wire.NestedObject;
import dev.coffer.terraform.wire.Nesting;
import dev.coffer.terraform.wire.VersionedSchema;

/** Schemas. */
public final class WireSchemas {
  private WireSchemas() {}

  public static VersionedSchema write(Schema schema) {
    BlockSchema.Builder block =
        BlockSchema.newBuilder().setVersion(Schema.VERSION).setDescription(schema.description());
    schema.attributes().forEach(attribute -> block.addAttributes(write(attribute)));
    return VersionedSchema.newBuilder().setVersion(Schema.VERSION).setBlock(block).build();
  }

  private static AttributeSchema write(Attribute attribute) {
    AttributeSchema.Builder built =
        AttributeSchema.newBuilder()
            .setName(attribute.name())
            .setDescription(attribute.description())
            .setRequired(attribute.is(Trait.REQUIRED))
            .setOptional(attribute.is(Trait.OPTIONAL))
            .setComputed(attribute.is(Trait.COMPUTED))
            .setSensitive(attribute.is(Trait.SENSITIVE))
            .setWriteOnly(attribute.is(Trait.WRITE_ONLY));
    if (attribute.type() instanceof Type.Objects objects) {
      NestedObject.Builder nested = NestedObject.newBuilder().setNesting(Nesting.MAP);
      objects.attributes().forEach(inner -> nested.addAttributes(write(inner)));
      return built.setNestedType(nested).build();
    }
    return built.setType(ByteString.copyFromUtf8(attribute.type().wireName())).build();
  }
}
