package dev.coffer.terraform.rpc;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.plan.PlannedChange;
import dev.coffer.terraform.provider.Catalogue;
import dev.coffer.terraform.provider.ProviderState;
import dev.coffer.terraform.resource.Change;
import dev.coffer.terraform.resource.ManagedResource;
import dev.coffer.terraform.resource.Prospect;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.rpc.convert.WireDiagnostics;
import dev.coffer.terraform.rpc.convert.WireValues;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.wire.ApplyRequest;
import dev.coffer.terraform.wire.ApplyResponse;
import dev.coffer.terraform.wire.PlanRequest;
import dev.coffer.terraform.wire.PlanResponse;
import java.util.Optional;

/** Plans, and what is done about them. */
final class ChangeCalls {
  private final Catalogue catalogue;
  private final ProviderState state;

  ChangeCalls(Catalogue catalogue, ProviderState state) {
    this.catalogue = catalogue;
    this.state = state;
  }

  PlanResponse plan(PlanRequest request) {
    ManagedResource resource = catalogue.resource(request.getTypeName());
    Schema schema = resource.schema(state.settings());
    Diagnostics out = new Diagnostics();
    Value prior = WireValues.read(schema, request.getPriorState());
    Value config = WireValues.read(schema, request.getConfig());
    Value proposed = WireValues.read(schema, request.getProposedNewState());
    PlannedChange change = PlannedChange.of(schema, prior, proposed, config);
    Value planned = change.planned();
    if (planned instanceof Value.Fields fields) {
      Row wanted = new Row(fields);
      resource.judge(row(prior), wanted, out);
      planned = foreseen(resource, row(prior), wanted, required(config), out);
    }
    PlanResponse.Builder answer =
        PlanResponse.newBuilder()
            .setPlannedState(WireValues.write(schema, planned))
            .setPlannedPrivate(request.getPriorPrivate())
            .addAllDiagnostics(WireDiagnostics.write(out));
    change.replacing().forEach(path -> answer.addRequiresReplace(WireDiagnostics.write(path)));
    return answer.build();
  }

  /** Where the provider's settings are not known yet, nothing can be told beforehand. */
  private Value foreseen(
      ManagedResource resource, Optional<Row> prior, Row wanted, Row config, Diagnostics out) {
    Optional<Declarations> declarations = state.reachable();
    if (declarations.isEmpty() || out.hasErrors()) {
      return wanted.fields();
    }
    Prospect prospect = new Prospect(declarations.get(), prior, wanted, config, out);
    return Told.or(
            wanted,
            out,
            () -> {
              declarations.get().requireDeclaring();
              return resource.foresee(prospect);
            })
        .fields();
  }

  ApplyResponse apply(ApplyRequest request) {
    ManagedResource resource = catalogue.resource(request.getTypeName());
    Schema schema = resource.schema(state.settings());
    Diagnostics out = new Diagnostics();
    Value prior = WireValues.read(schema, request.getPriorState());
    Value planned = WireValues.read(schema, request.getPlannedState());
    Value config = WireValues.read(schema, request.getConfig());
    Value after = Told.or(prior, out, () -> applied(resource, prior, planned, config, out));
    return ApplyResponse.newBuilder()
        .setNewState(WireValues.write(schema, after))
        .setPrivate(request.getPlannedPrivate())
        .addAllDiagnostics(WireDiagnostics.write(out))
        .build();
  }

  private Value applied(
      ManagedResource resource, Value prior, Value planned, Value config, Diagnostics out) {
    Declarations declarations = state.declarations();
    if (!(planned instanceof Value.Fields wanted)) {
      resource.delete(declarations, required(prior), out);
      return Value.Absent.NULL;
    }
    Change change = new Change(declarations, row(prior), new Row(wanted), required(config), out);
    return (prior.isNull() ? resource.create(change) : resource.update(change)).fields();
  }

  private static Optional<Row> row(Value value) {
    return value instanceof Value.Fields fields ? Optional.of(new Row(fields)) : Optional.empty();
  }

  private static Row required(Value value) {
    return row(value).orElse(Row.EMPTY);
  }
}
