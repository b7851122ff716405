package dev.coffer.terraform.rpc;

import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.provider.Catalogue;
import dev.coffer.terraform.provider.ProviderState;
import dev.coffer.terraform.resource.ManagedResource;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.rpc.convert.WireDiagnostics;
import dev.coffer.terraform.rpc.convert.WireValues;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.wire.EncodedValue;
import dev.coffer.terraform.wire.ImportRequest;
import dev.coffer.terraform.wire.ImportResponse;
import dev.coffer.terraform.wire.ImportedResource;
import dev.coffer.terraform.wire.ReadRequest;
import dev.coffer.terraform.wire.ReadResponse;
import dev.coffer.terraform.wire.StoredState;
import dev.coffer.terraform.wire.UpgradedState;
import java.util.Optional;

/** States: as they were stored, as they are, as an id names them. */
final class StateCalls {
  private final Catalogue catalogue;
  private final ProviderState state;

  StateCalls(Catalogue catalogue, ProviderState state) {
    this.catalogue = catalogue;
    this.state = state;
  }

  /** There has been one version of every schema: the state is handed back as it was. */
  UpgradedState upgraded(StoredState request) {
    return UpgradedState.newBuilder()
        .setUpgradedState(EncodedValue.newBuilder().setJson(request.getRawState().getJson()))
        .build();
  }

  /** Answers with no state for what is gone, and with the old one where nothing could be read. */
  ReadResponse read(ReadRequest request) {
    ManagedResource resource = catalogue.resource(request.getTypeName());
    Schema schema = resource.schema(state.settings());
    ReadResponse.Builder answer = ReadResponse.newBuilder().setPrivate(request.getPrivate());
    Diagnostics out = new Diagnostics();
    Value before = WireValues.read(schema, request.getCurrentState());
    Value now = before;
    if (before instanceof Value.Fields fields) {
      now =
          Told.or(
              before, out, () -> found(resource.read(state.declarations(), new Row(fields), out)));
    }
    return answer
        .setNewState(WireValues.write(schema, now))
        .addAllDiagnostics(WireDiagnostics.write(out))
        .build();
  }

  private static Value found(Optional<Row> row) {
    return row.isPresent() ? row.get().fields() : Value.Absent.NULL;
  }

  /** Answers with the identity alone; Terraform reads the rest. */
  ImportResponse imported(ImportRequest request) {
    ManagedResource resource = catalogue.resource(request.getTypeName());
    Schema schema = resource.schema(state.settings());
    ImportResponse.Builder answer = ImportResponse.newBuilder();
    Diagnostics out = new Diagnostics();
    try {
      Row row = resource.imported(request.getId());
      answer.addImportedResources(
          ImportedResource.newBuilder()
              .setTypeName(request.getTypeName())
              .setState(WireValues.write(schema, row.fields())));
    } catch (IllegalArgumentException e) {
      out.error(
          AttributePath.ROOT, "this is not the id of a coffer_" + resource.type(), e.getMessage());
    }
    return answer.addAllDiagnostics(WireDiagnostics.write(out)).build();
  }
}
