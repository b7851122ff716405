package dev.coffer.terraform.kit;

import static dev.coffer.terraform.kit.Miniature.decoded;
import static dev.coffer.terraform.kit.Miniature.encoded;

import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.wire.ApplyResponse;
import dev.coffer.terraform.wire.BlockSchema;
import dev.coffer.terraform.wire.Configuration;
import dev.coffer.terraform.wire.DataRequest;
import dev.coffer.terraform.wire.DataResponse;
import dev.coffer.terraform.wire.ImportRequest;
import dev.coffer.terraform.wire.ImportResponse;
import dev.coffer.terraform.wire.Nothing;
import dev.coffer.terraform.wire.Notice;
import dev.coffer.terraform.wire.OpenResponse;
import dev.coffer.terraform.wire.OpenedResource;
import dev.coffer.terraform.wire.PlanRequest;
import dev.coffer.terraform.wire.PlanResponse;
import dev.coffer.terraform.wire.ProviderSchema;
import dev.coffer.terraform.wire.ReadRequest;
import dev.coffer.terraform.wire.ReadResponse;
import dev.coffer.terraform.wire.Severity;
import dev.coffer.terraform.wire.TypedConfig;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Drives the provider by its protocol; every command configures it anew. */
public final class ProtocolWorkshop implements Workshop {
  private final KeptHost kept;
  private final Map<String, Object> provider;
  private final Map<String, Value> states = new LinkedHashMap<>();
  private final StringBuilder everything = new StringBuilder();
  private List<Block> blocks = List.of();

  /**
   * @param kept the provider, which other workshops may use in between
   * @param provider the provider block
   */
  public ProtocolWorkshop(KeptHost kept, Map<String, Object> provider) {
    this.kept = kept;
    this.provider = provider;
  }

  @Override
  public String name() {
    return "the test kit's own host";
  }

  @Override
  public void write(List<Block> configuration) {
    blocks = List.copyOf(configuration);
  }

  /** One command while it runs. */
  private final class Run {
    private final PluginHost host;
    private final ProviderSchema schema;
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int add;
    private int change;
    private int remove;
    private final Map<String, String> opened = new TreeMap<>();

    Run() throws Exception {
      host = kept.host();
      schema = host.provider().getProviderSchema(Nothing.getDefaultInstance());
      Value.Fields block =
          Miniature.config(
              schema.getProvider().getBlock().getAttributesList(),
              (Value.Fields) JsonValues.of(provider));
      hear(
          host.provider()
              .configureProvider(Configuration.newBuilder().setConfig(encoded(block)).build())
              .getDiagnosticsList());
    }

    BlockSchema of(Block block) {
      return switch (block.kind()) {
        case RESOURCE -> schema.getResourceSchemasOrThrow(block.type()).getBlock();
        case DATA -> schema.getDataSourceSchemasOrThrow(block.type()).getBlock();
        case EPHEMERAL -> schema.getEphemeralResourceSchemasOrThrow(block.type()).getBlock();
      };
    }

    /** The attributes of {@code block} with what ephemeral blocks before it have given. */
    Value.Fields attributes(Block block) {
      Map<String, Object> attributes = new TreeMap<>(block.attributes());
      attributes.replaceAll(
          (name, value) -> value instanceof String text ? opened.getOrDefault(text, text) : value);
      return (Value.Fields) JsonValues.of(attributes);
    }

    /** Returns whether nothing of it is an error. */
    boolean hear(List<Notice> notices) {
      for (Notice notice : notices) {
        List<String> list = isError(notice) ? errors : warnings;
        list.add(notice.getSummary() + ". " + notice.getDetail() + path(notice));
        everything.append(notice.getSummary()).append(notice.getDetail()).append('\n');
      }
      return notices.stream().noneMatch(ProtocolWorkshop::isError);
    }

    Outcome outcome() {
      return new Outcome(add, change, remove, errors, warnings);
    }

    /** A provider that has died is an error like others; one that only fails is the test's. */
    void failed(StatusRuntimeException failure) {
      if (!kept.hasDied()) {
        throw failure;
      }
      errors.add("the provider did not respond");
    }
  }

  static boolean isError(Notice notice) {
    return notice.getSeverity() == Severity.ERROR;
  }

  private static String path(Notice notice) {
    StringBuilder path = new StringBuilder();
    notice
        .getAttribute()
        .getStepsList()
        .forEach(
            step ->
                path.append(path.isEmpty() ? " @" : ".")
                    .append(step.getAttributeName())
                    .append(step.getElementKeyString()));
    return path.toString();
  }

  @Override
  public Outcome plan() throws Exception {
    return each(false);
  }

  @Override
  public Outcome apply() throws Exception {
    return each(true);
  }

  private Outcome each(boolean carriedOut) throws Exception {
    Run run = new Run();
    try {
      blocks.forEach(block -> validate(run, block));
      if (run.errors.isEmpty()) {
        removeUndeclared(run, carriedOut);
        for (Block block : blocks) {
          one(run, block, carriedOut);
        }
      }
    } catch (StatusRuntimeException e) {
      run.failed(e);
    }
    return run.outcome();
  }

  private void removeUndeclared(Run run, boolean carriedOut) {
    List<String> declared = blocks.stream().map(Block::address).toList();
    List<String> surplus = new ArrayList<>(states.keySet());
    surplus.removeAll(declared);
    states.keySet().removeIf(address -> address.startsWith("data.") && surplus.remove(address));
    Collections.reverse(surplus);
    surplus.forEach(address -> remove(run, address, carriedOut));
  }

  private void remove(Run run, String address, boolean carriedOut) {
    String type = address.substring(0, address.indexOf('.'));
    Value prior = read(run, type, states.get(address));
    if (prior.isNull()) {
      states.remove(address);
      return;
    }
    run.remove++;
    PlanResponse plan =
        run.host
            .provider()
            .planResourceChange(
                PlanRequest.newBuilder()
                    .setTypeName(type)
                    .setPriorState(encoded(prior))
                    .setProposedNewState(encoded(Value.Absent.NULL))
                    .setConfig(encoded(Value.Absent.NULL))
                    .build());
    if (run.hear(plan.getDiagnosticsList()) && carriedOut) {
      ApplyResponse gone =
          Miniature.apply(run.host.provider(), type, prior, Value.Absent.NULL, Value.Absent.NULL);
      run.hear(gone.getDiagnosticsList());
      store(address, decoded(gone.getNewState()));
    }
  }

  private void store(String address, Value state) {
    everything.append(plainText(state)).append('\n');
    if (state.isNull()) {
      states.remove(address);
    } else {
      states.put(address, state);
    }
  }

  private static String plainText(Value state) {
    return String.valueOf(JsonValues.plain(state));
  }

  private Value read(Run run, String type, Value state) {
    ReadResponse now =
        run.host
            .provider()
            .readResource(
                ReadRequest.newBuilder().setTypeName(type).setCurrentState(encoded(state)).build());
    run.hear(now.getDiagnosticsList());
    return decoded(now.getNewState());
  }

  private void one(Run run, Block block, boolean carriedOut) {
    BlockSchema schema = run.of(block);
    Value.Fields config = Miniature.config(schema.getAttributesList(), run.attributes(block));
    if (block.kind() == Block.Kind.DATA) {
      look(run, block, config);
      return;
    }
    if (block.kind() == Block.Kind.EPHEMERAL) {
      open(run, block, config);
      return;
    }
    Value prior = refreshed(run, block);
    PlanResponse plan = Miniature.plan(run.host.provider(), block.type(), schema, prior, config);
    everything.append(plainText(decoded(plan.getPlannedState()))).append('\n');
    if (run.hear(plan.getDiagnosticsList())) {
      carryOut(run, block, new Planned(schema, prior, plan, config), carriedOut);
    }
  }

  private void validate(Run run, Block block) {
    Value.Fields config =
        Miniature.config(run.of(block).getAttributesList(), run.attributes(block));
    TypedConfig asked = Miniature.typed(block.type(), config);
    dev.coffer.terraform.wire.Outcome verdict =
        switch (block.kind()) {
          case RESOURCE -> run.host.provider().validateResourceConfig(asked);
          case DATA -> run.host.provider().validateDataResourceConfig(asked);
          case EPHEMERAL -> run.host.provider().validateEphemeralResourceConfig(asked);
        };
    run.hear(verdict.getDiagnosticsList());
  }

  private void look(Run run, Block block, Value.Fields config) {
    DataResponse found =
        run.host
            .provider()
            .readDataSource(
                DataRequest.newBuilder()
                    .setTypeName(block.type())
                    .setConfig(encoded(config))
                    .build());
    run.hear(found.getDiagnosticsList());
    store(block.address(), decoded(found.getState()));
  }

  private void open(Run run, Block block, Value.Fields config) {
    OpenResponse answer =
        run.host.provider().openEphemeralResource(Miniature.typed(block.type(), config));
    if (run.hear(answer.getDiagnosticsList())) {
      Value.Fields values =
          (Value.Fields) ((Value.Fields) decoded(answer.getResult())).get("values");
      JsonValues.plain(values)
          .forEach(
              (key, value) -> run.opened.put(Block.secretOf(block.name(), key), (String) value));
      run.hear(
          run.host
              .provider()
              .closeEphemeralResource(
                  OpenedResource.newBuilder()
                      .setTypeName(block.type())
                      .setPrivate(answer.getPrivate())
                      .build())
              .getDiagnosticsList());
    }
  }

  private Value refreshed(Run run, Block block) {
    Value prior = states.getOrDefault(block.address(), Value.Absent.NULL);
    if (!prior.isNull()) {
      prior = read(run, block.type(), prior);
      store(block.address(), prior);
    }
    return prior;
  }

  private record Planned(BlockSchema schema, Value prior, PlanResponse plan, Value.Fields config) {
    Value.Fields state() {
      return (Value.Fields) decoded(plan.getPlannedState());
    }
  }

  private void carryOut(Run run, Block block, Planned planned, boolean carriedOut) {
    boolean exists = !planned.prior().isNull();
    if (exists && planned.state().equals(planned.prior())) {
      return;
    }
    boolean replaced = exists && planned.plan().getRequiresReplaceCount() > 0;
    run.remove += replaced ? 1 : 0;
    run.add += replaced || !exists ? 1 : 0;
    run.change += exists && !replaced ? 1 : 0;
    if (!carriedOut) {
      return;
    }
    Planned next = planned;
    if (replaced) {
      ApplyResponse gone =
          Miniature.apply(
              run.host.provider(),
              block.type(),
              planned.prior(),
              Value.Absent.NULL,
              Value.Absent.NULL);
      store(block.address(), decoded(gone.getNewState()));
      if (!run.hear(gone.getDiagnosticsList())) {
        return;
      }
      PlanResponse anew =
          Miniature.plan(
              run.host.provider(),
              block.type(),
              planned.schema(),
              Value.Absent.NULL,
              planned.config());
      next = new Planned(planned.schema(), Value.Absent.NULL, anew, planned.config());
    }
    applied(run, block, next);
  }

  private void applied(Run run, Block block, Planned planned) {
    ApplyResponse done =
        Miniature.apply(
            run.host.provider(), block.type(), planned.prior(), planned.state(), planned.config());
    Value after = decoded(done.getNewState());
    if (run.hear(done.getDiagnosticsList())) {
      Miniature.requireApplied(planned.schema(), planned.state(), (Value.Fields) after);
    }
    store(block.address(), after);
  }

  @Override
  public Outcome destroy() throws Exception {
    List<Block> before = blocks;
    blocks = List.of();
    try {
      return apply();
    } finally {
      blocks = before;
    }
  }

  @Override
  public Outcome importing(String address, String id) throws Exception {
    Run run = new Run();
    String type = address.substring(0, address.indexOf('.'));
    ImportResponse imported =
        run.host
            .provider()
            .importResourceState(ImportRequest.newBuilder().setTypeName(type).setId(id).build());
    if (run.hear(imported.getDiagnosticsList())) {
      Value state = read(run, type, decoded(imported.getImportedResources(0).getState()));
      if (state.isNull()) {
        run.errors.add("Cannot import non-existent remote object");
      }
      store(address, state);
    }
    return run.outcome();
  }

  @Override
  public void forget(String address) {
    states.remove(address);
  }

  @Override
  public Map<String, Object> state(String address) {
    return Optional.ofNullable(states.get(address))
        .map(state -> JsonValues.plain((Value.Fields) state))
        .orElseThrow(() -> new AssertionError("no state of " + address));
  }

  @Override
  public void killProvider() {
    kept.kill();
  }

  @Override
  public String everything() throws Exception {
    return everything + kept.talk();
  }
}
