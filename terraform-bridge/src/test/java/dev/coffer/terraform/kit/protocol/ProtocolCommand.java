package dev.coffer.terraform.kit.protocol;

import static dev.coffer.terraform.kit.protocol.Miniature.decoded;
import static dev.coffer.terraform.kit.protocol.Miniature.encoded;

import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.JsonValues;
import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.wire.ApplyResponse;
import dev.coffer.terraform.wire.BlockSchema;
import dev.coffer.terraform.wire.Configuration;
import dev.coffer.terraform.wire.DataRequest;
import dev.coffer.terraform.wire.DataResponse;
import dev.coffer.terraform.wire.ImportRequest;
import dev.coffer.terraform.wire.ImportResponse;
import dev.coffer.terraform.wire.Nothing;
import dev.coffer.terraform.wire.OpenResponse;
import dev.coffer.terraform.wire.OpenedResource;
import dev.coffer.terraform.wire.PlanResponse;
import dev.coffer.terraform.wire.ProviderGrpc.ProviderBlockingStub;
import dev.coffer.terraform.wire.ProviderSchema;
import dev.coffer.terraform.wire.ReadRequest;
import dev.coffer.terraform.wire.ReadResponse;
import dev.coffer.terraform.wire.TypedConfig;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The calls of one command to a provider that was configured for it, and what it says to them. */
final class ProtocolCommand {
  private final ProviderBlockingStub provider;
  private final ProviderSchema schema;
  private final Notices notices;
  private final Map<String, String> opened = new TreeMap<>();

  /**
   * Configures the provider.
   *
   * @param settings the provider block
   */
  ProtocolCommand(ProviderBlockingStub provider, Map<String, Object> settings, Notices notices) {
    this.provider = provider;
    this.notices = notices;
    this.schema = provider.getProviderSchema(Nothing.getDefaultInstance());
    Value.Fields block =
        Miniature.config(
            schema.getProvider().getBlock().getAttributesList(),
            (Value.Fields) JsonValues.of(settings));
    notices.hear(
        provider
            .configureProvider(Configuration.newBuilder().setConfig(encoded(block)).build())
            .getDiagnosticsList());
  }

  BlockSchema schema(Block block) {
    return switch (block.kind()) {
      case RESOURCE -> schema.getResourceSchemasOrThrow(block.type()).getBlock();
      case DATA -> schema.getDataSourceSchemasOrThrow(block.type()).getBlock();
      case EPHEMERAL -> schema.getEphemeralResourceSchemasOrThrow(block.type()).getBlock();
    };
  }

  /** The block as configured, with what ephemeral blocks before it have given. */
  Value.Fields config(Block block) {
    Map<String, Object> attributes = new TreeMap<>(block.attributes());
    attributes.replaceAll(
        (name, value) -> value instanceof String text ? opened.getOrDefault(text, text) : value);
    return Miniature.config(
        schema(block).getAttributesList(), (Value.Fields) JsonValues.of(attributes));
  }

  void validate(Block block) {
    TypedConfig asked = Miniature.typed(block.type(), config(block));
    dev.coffer.terraform.wire.Outcome verdict =
        switch (block.kind()) {
          case RESOURCE -> provider.validateResourceConfig(asked);
          case DATA -> provider.validateDataResourceConfig(asked);
          case EPHEMERAL -> provider.validateEphemeralResourceConfig(asked);
        };
    notices.hear(verdict.getDiagnosticsList());
  }

  /** What has become of {@code state}. */
  Value read(String type, Value state) {
    ReadResponse now =
        provider.readResource(
            ReadRequest.newBuilder().setTypeName(type).setCurrentState(encoded(state)).build());
    notices.hear(now.getDiagnosticsList());
    return decoded(now.getNewState());
  }

  /** What a data source finds. */
  Value look(Block block) {
    DataResponse found =
        provider.readDataSource(
            DataRequest.newBuilder()
                .setTypeName(block.type())
                .setConfig(encoded(config(block)))
                .build());
    notices.hear(found.getDiagnosticsList());
    return decoded(found.getState());
  }

  /** Opens an ephemeral block, takes its values for the blocks to come, and closes it. */
  void open(Block block) {
    OpenResponse answer =
        provider.openEphemeralResource(Miniature.typed(block.type(), config(block)));
    if (!notices.hear(answer.getDiagnosticsList())) {
      return;
    }
    Value.Fields values = (Value.Fields) ((Value.Fields) decoded(answer.getResult())).get("values");
    JsonValues.plain(values)
        .forEach((key, value) -> opened.put(Block.secretOf(block.name(), key), (String) value));
    notices.hear(
        provider
            .closeEphemeralResource(
                OpenedResource.newBuilder()
                    .setTypeName(block.type())
                    .setPrivate(answer.getPrivate())
                    .build())
            .getDiagnosticsList());
  }

  /**
   * What is planned for a block.
   *
   * @param replaces whether the prior one has to go for it
   */
  record Planned(Value prior, Value.Fields state, boolean replaces) {}

  /** The plan of {@code block}; empty when it cannot be. */
  Optional<Planned> plan(Block block, Value prior) {
    PlanResponse plan = Miniature.plan(provider, block.type(), schema(block), prior, config(block));
    notices.shown(decoded(plan.getPlannedState()));
    if (!notices.hear(plan.getDiagnosticsList())) {
      return Optional.empty();
    }
    return Optional.of(
        new Planned(
            prior,
            (Value.Fields) decoded(plan.getPlannedState()),
            plan.getRequiresReplaceCount() > 0));
  }

  /** What has come of a plan. */
  Value apply(Block block, Planned planned) {
    ApplyResponse done =
        Miniature.apply(provider, block.type(), planned.prior(), planned.state(), config(block));
    Value after = decoded(done.getNewState());
    if (notices.hear(done.getDiagnosticsList())) {
      Miniature.requireApplied(schema(block), planned.state(), (Value.Fields) after);
    }
    return after;
  }

  /** Whether what {@code prior} describes may go. */
  boolean planRemoval(String type, Value prior) {
    return notices.hear(Miniature.planRemoval(provider, type, prior).getDiagnosticsList());
  }

  /**
   * Lets it go, if the provider can.
   *
   * @param left takes what is left of it then; null when it is gone
   */
  boolean remove(String type, Value prior, Consumer<Value> left) {
    ApplyResponse gone =
        Miniature.apply(provider, type, prior, Value.Absent.NULL, Value.Absent.NULL);
    left.accept(decoded(gone.getNewState()));
    return notices.hear(gone.getDiagnosticsList());
  }

  /** What {@code id} names; empty when the provider does not take it. */
  Optional<Value> importing(String type, String id) {
    ImportResponse imported =
        provider.importResourceState(
            ImportRequest.newBuilder().setTypeName(type).setId(id).build());
    return notices.hear(imported.getDiagnosticsList())
        ? Optional.of(read(type, decoded(imported.getImportedResources(0).getState())))
        : Optional.empty();
  }
}
