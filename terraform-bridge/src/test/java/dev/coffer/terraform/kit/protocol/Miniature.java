package dev.coffer.terraform.kit.protocol;

import com.google.protobuf.ByteString;
import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.value.ValueReader;
import dev.coffer.terraform.value.ValueWriter;
import dev.coffer.terraform.wire.ApplyRequest;
import dev.coffer.terraform.wire.ApplyResponse;
import dev.coffer.terraform.wire.AttributeSchema;
import dev.coffer.terraform.wire.BlockSchema;
import dev.coffer.terraform.wire.ClientCapabilities;
import dev.coffer.terraform.wire.EncodedValue;
import dev.coffer.terraform.wire.PlanRequest;
import dev.coffer.terraform.wire.PlanResponse;
import dev.coffer.terraform.wire.ProviderGrpc.ProviderBlockingStub;
import dev.coffer.terraform.wire.TypedConfig;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Terraform's core does with values between the calls of a provider, and what it refuses to
 * take back: an attribute that contradicts the configuration or the plan, something unknown after
 * an apply, a secret in a plan or state.
 */
final class Miniature {
  static final ClientCapabilities CAPABILITIES =
      ClientCapabilities.newBuilder().setWriteOnlyAttributesAllowed(true).build();

  private Miniature() {}

  static EncodedValue encoded(Value value) {
    return EncodedValue.newBuilder()
        .setMsgpack(ByteString.copyFrom(ValueWriter.write(value)))
        .build();
  }

  static Value decoded(EncodedValue value) {
    return ValueReader.read(value.getMsgpack().toByteArray());
  }

  /** A block with every attribute of its schema. */
  static Value.Fields config(List<AttributeSchema> schema, Value.Fields given) {
    SortedMap<String, Value> all = new TreeMap<>();
    for (AttributeSchema attribute : schema) {
      Value value = given.get(attribute.getName());
      if (attribute.hasNestedType() && value instanceof Value.Fields objects) {
        value = objects(attribute.getNestedType().getAttributesList(), objects);
      }
      all.put(attribute.getName(), value);
    }
    for (String name : given.values().keySet()) {
      if (!all.containsKey(name)) {
        throw new AssertionError("the schema has no attribute " + name);
      }
    }
    return new Value.Fields(all);
  }

  private static Value objects(List<AttributeSchema> schema, Value.Fields objects) {
    SortedMap<String, Value> all = new TreeMap<>();
    objects.values().forEach((key, object) -> all.put(key, config(schema, (Value.Fields) object)));
    return new Value.Fields(all);
  }

  static TypedConfig typed(String type, Value.Fields config) {
    return TypedConfig.newBuilder()
        .setTypeName(type)
        .setConfig(encoded(config))
        .setClientCapabilities(CAPABILITIES)
        .build();
  }

  static PlanResponse plan(
      ProviderBlockingStub provider,
      String type,
      BlockSchema schema,
      Value prior,
      Value.Fields config) {
    PlanResponse response =
        provider.planResourceChange(
            PlanRequest.newBuilder()
                .setTypeName(type)
                .setPriorState(encoded(prior))
                .setProposedNewState(encoded(proposed(schema, prior, config)))
                .setConfig(encoded(config))
                .build());
    if (response.getDiagnosticsList().stream().noneMatch(Notices::isError)) {
      requirePlan(schema, config, (Value.Fields) decoded(response.getPlannedState()));
    }
    return response;
  }

  private static Value.Fields proposed(BlockSchema schema, Value prior, Value.Fields config) {
    SortedMap<String, Value> proposed = new TreeMap<>();
    for (AttributeSchema attribute : schema.getAttributesList()) {
      String name = attribute.getName();
      boolean kept =
          attribute.getComputed() && config.get(name).isNull() && prior instanceof Value.Fields;
      proposed.put(
          name,
          attribute.getWriteOnly()
              ? Value.Absent.NULL
              : kept ? ((Value.Fields) prior).get(name) : config.get(name));
    }
    return new Value.Fields(proposed);
  }

  private static void requirePlan(BlockSchema schema, Value.Fields config, Value.Fields planned) {
    for (AttributeSchema attribute : schema.getAttributesList()) {
      String name = attribute.getName();
      Value value = planned.get(name);
      require(!attribute.getWriteOnly() || value.isNull(), "a secret is in the plan: " + name);
      boolean free =
          attribute.getWriteOnly() || (attribute.getComputed() && config.get(name).isNull());
      require(
          free || same(value, config.get(name)), "the plan contradicts the configuration: " + name);
    }
  }

  static PlanResponse planRemoval(ProviderBlockingStub provider, String type, Value prior) {
    return provider.planResourceChange(
        PlanRequest.newBuilder()
            .setTypeName(type)
            .setPriorState(encoded(prior))
            .setProposedNewState(encoded(Value.Absent.NULL))
            .setConfig(encoded(Value.Absent.NULL))
            .build());
  }

  static ApplyResponse apply(
      ProviderBlockingStub provider, String type, Value prior, Value planned, Value config) {
    return provider.applyResourceChange(
        ApplyRequest.newBuilder()
            .setTypeName(type)
            .setPriorState(encoded(prior))
            .setPlannedState(encoded(planned))
            .setConfig(encoded(config))
            .build());
  }

  static void requireApplied(BlockSchema schema, Value.Fields planned, Value.Fields after) {
    require(after.isWhollyKnown(), "something is unknown after the apply");
    for (AttributeSchema attribute : schema.getAttributesList()) {
      String name = attribute.getName();
      Value value = after.get(name);
      require(!attribute.getWriteOnly() || value.isNull(), "a secret is in the state: " + name);
      require(
          planned.get(name).isUnknown() || same(value, planned.get(name)),
          "the apply contradicts the plan: " + name);
    }
  }

  /** Lists in a test stand for sets too, whose order does not count. */
  private static boolean same(Value one, Value other) {
    if (one instanceof Value.Items these && other instanceof Value.Items those) {
      return these.values().size() == those.values().size()
          && these.values().containsAll(those.values());
    }
    return one.equals(other);
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new AssertionError(complaint);
    }
  }
}
