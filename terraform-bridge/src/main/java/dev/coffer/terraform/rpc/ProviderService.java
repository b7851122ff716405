package dev.coffer.terraform.rpc;

import dev.coffer.terraform.provider.Catalogue;
import dev.coffer.terraform.provider.ProviderState;
import dev.coffer.terraform.wire.ApplyRequest;
import dev.coffer.terraform.wire.ApplyResponse;
import dev.coffer.terraform.wire.Configuration;
import dev.coffer.terraform.wire.DataRequest;
import dev.coffer.terraform.wire.DataResponse;
import dev.coffer.terraform.wire.ImportRequest;
import dev.coffer.terraform.wire.ImportResponse;
import dev.coffer.terraform.wire.Metadata;
import dev.coffer.terraform.wire.Nothing;
import dev.coffer.terraform.wire.OpenResponse;
import dev.coffer.terraform.wire.OpenedResource;
import dev.coffer.terraform.wire.Outcome;
import dev.coffer.terraform.wire.PlanRequest;
import dev.coffer.terraform.wire.PlanResponse;
import dev.coffer.terraform.wire.ProviderConfig;
import dev.coffer.terraform.wire.ProviderGrpc;
import dev.coffer.terraform.wire.ProviderSchema;
import dev.coffer.terraform.wire.ReadRequest;
import dev.coffer.terraform.wire.ReadResponse;
import dev.coffer.terraform.wire.RenewResponse;
import dev.coffer.terraform.wire.Stopped;
import dev.coffer.terraform.wire.StoredState;
import dev.coffer.terraform.wire.TypedConfig;
import dev.coffer.terraform.wire.UpgradedState;
import dev.coffer.terraform.wire.Verdict;
import io.grpc.stub.StreamObserver;

/** Leads each method of the protocol to who answers it. */
public final class ProviderService extends ProviderGrpc.ProviderImplBase {
  private final Calls calls;
  private final SchemaCalls schemas;
  private final ProviderCalls provider;
  private final ValidationCalls validation;
  private final StateCalls states;
  private final ChangeCalls changes;
  private final LookupCalls lookups;

  public ProviderService(Catalogue catalogue, ProviderState state, Calls calls) {
    this.calls = calls;
    this.schemas = new SchemaCalls(catalogue);
    this.provider = new ProviderCalls(state);
    this.validation = new ValidationCalls(catalogue);
    this.states = new StateCalls(catalogue, state);
    this.changes = new ChangeCalls(catalogue, state);
    this.lookups = new LookupCalls(catalogue, state);
  }

  @Override
  public void getMetadata(Nothing request, StreamObserver<Metadata> to) {
    calls.answer("GetMetadata", to, schemas::metadata);
  }

  @Override
  public void getProviderSchema(Nothing request, StreamObserver<ProviderSchema> to) {
    calls.answer("GetProviderSchema", to, schemas::schema);
  }

  @Override
  public void validateProviderConfig(ProviderConfig request, StreamObserver<Verdict> to) {
    calls.answer("ValidateProviderConfig", to, () -> provider.validate(request));
  }

  @Override
  public void configureProvider(Configuration request, StreamObserver<Outcome> to) {
    calls.answer("ConfigureProvider", to, () -> provider.configure(request));
  }

  /** What runs is let run: half of a change is worse than one that somebody no longer wanted. */
  @Override
  public void stopProvider(Nothing request, StreamObserver<Stopped> to) {
    calls.answer("StopProvider", to, Stopped::getDefaultInstance);
  }

  @Override
  public void validateResourceConfig(TypedConfig request, StreamObserver<Outcome> to) {
    calls.answer("ValidateResourceConfig", to, () -> validation.resource(request));
  }

  @Override
  public void upgradeResourceState(StoredState request, StreamObserver<UpgradedState> to) {
    calls.answer("UpgradeResourceState", to, () -> states.upgraded(request));
  }

  @Override
  public void readResource(ReadRequest request, StreamObserver<ReadResponse> to) {
    calls.answer("ReadResource", to, () -> states.read(request));
  }

  @Override
  public void planResourceChange(PlanRequest request, StreamObserver<PlanResponse> to) {
    calls.answer("PlanResourceChange", to, () -> changes.plan(request));
  }

  @Override
  public void applyResourceChange(ApplyRequest request, StreamObserver<ApplyResponse> to) {
    calls.answer("ApplyResourceChange", to, () -> changes.apply(request));
  }

  @Override
  public void importResourceState(ImportRequest request, StreamObserver<ImportResponse> to) {
    calls.answer("ImportResourceState", to, () -> states.imported(request));
  }

  @Override
  public void validateDataResourceConfig(TypedConfig request, StreamObserver<Outcome> to) {
    calls.answer("ValidateDataResourceConfig", to, () -> validation.dataSource(request));
  }

  @Override
  public void readDataSource(DataRequest request, StreamObserver<DataResponse> to) {
    calls.answer("ReadDataSource", to, () -> lookups.read(request));
  }

  @Override
  public void validateEphemeralResourceConfig(TypedConfig request, StreamObserver<Outcome> to) {
    calls.answer("ValidateEphemeralResourceConfig", to, () -> validation.ephemeral(request));
  }

  @Override
  public void openEphemeralResource(TypedConfig request, StreamObserver<OpenResponse> to) {
    calls.answer("OpenEphemeralResource", to, () -> lookups.open(request));
  }

  @Override
  public void renewEphemeralResource(OpenedResource request, StreamObserver<RenewResponse> to) {
    calls.answer("RenewEphemeralResource", to, RenewResponse::getDefaultInstance);
  }

  @Override
  public void closeEphemeralResource(OpenedResource request, StreamObserver<Outcome> to) {
    calls.answer("CloseEphemeralResource", to, Outcome::getDefaultInstance);
  }
}
