package dev.coffer.terraform.rpc;

import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.provider.Catalogue;
import dev.coffer.terraform.provider.ProviderState;
import dev.coffer.terraform.resource.DataSource;
import dev.coffer.terraform.resource.EphemeralResource;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.rpc.convert.WireDiagnostics;
import dev.coffer.terraform.rpc.convert.WireValues;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.wire.DataRequest;
import dev.coffer.terraform.wire.DataResponse;
import dev.coffer.terraform.wire.OpenResponse;
import dev.coffer.terraform.wire.TypedConfig;

/** What is read for a configuration and not managed by it. */
final class LookupCalls {
  private final Catalogue catalogue;
  private final ProviderState state;

  LookupCalls(Catalogue catalogue, ProviderState state) {
    this.catalogue = catalogue;
    this.state = state;
  }

  DataResponse read(DataRequest request) {
    DataSource source = catalogue.dataSource(request.getTypeName());
    Schema schema = source.schema(state.settings());
    Diagnostics out = new Diagnostics();
    Row config = row(WireValues.read(schema, request.getConfig()));
    Value found =
        Told.or(
            Value.Absent.NULL,
            out,
            () -> source.read(state.declarations(), config, state.settings(), out).fields());
    return DataResponse.newBuilder()
        .setState(WireValues.write(schema, found))
        .addAllDiagnostics(WireDiagnostics.write(out))
        .build();
  }

  /** Nothing is kept between opening and closing, so that there is nothing to renew. */
  OpenResponse open(TypedConfig request) {
    EphemeralResource resource = catalogue.ephemeral(request.getTypeName());
    Schema schema = resource.schema(state.settings());
    Diagnostics out = new Diagnostics();
    Row config = row(WireValues.read(schema, request.getConfig()));
    Value opened =
        Told.or(
            Value.Absent.NULL,
            out,
            () -> resource.open(state.declarations(), config, state.settings(), out).fields());
    return OpenResponse.newBuilder()
        .setResult(WireValues.write(schema, opened))
        .addAllDiagnostics(WireDiagnostics.write(out))
        .build();
  }

  private static Row row(Value value) {
    return value instanceof Value.Fields fields ? new Row(fields) : Row.EMPTY;
  }
}
