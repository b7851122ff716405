package dev.coffer.terraform.rpc;

import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.provider.ProviderBlock;
import dev.coffer.terraform.provider.ProviderState;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.rpc.convert.WireDiagnostics;
import dev.coffer.terraform.rpc.convert.WireValues;
import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.wire.Configuration;
import dev.coffer.terraform.wire.EncodedValue;
import dev.coffer.terraform.wire.Outcome;
import dev.coffer.terraform.wire.ProviderConfig;
import dev.coffer.terraform.wire.Verdict;

/** The provider block. */
final class ProviderCalls {
  private final ProviderState state;

  ProviderCalls(ProviderState state) {
    this.state = state;
  }

  Verdict validate(ProviderConfig request) {
    Diagnostics out = new Diagnostics();
    state.validate(block(request.getConfig()), out);
    return Verdict.newBuilder().addAllDiagnostics(WireDiagnostics.write(out)).build();
  }

  Outcome configure(Configuration request) {
    Diagnostics out = new Diagnostics();
    Told.or(
        null,
        out,
        () -> {
          state.configure(block(request.getConfig()));
          return null;
        });
    return Outcome.newBuilder().addAllDiagnostics(WireDiagnostics.write(out)).build();
  }

  private static Row block(EncodedValue config) {
    Value value = WireValues.read(ProviderBlock.SCHEMA, config);
    return value instanceof Value.Fields fields ? new Row(fields) : Row.EMPTY;
  }
}
