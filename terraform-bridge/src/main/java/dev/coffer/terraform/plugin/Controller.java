package dev.coffer.terraform.plugin;

import dev.coffer.terraform.wire.plugin.Empty;
import dev.coffer.terraform.wire.plugin.GRPCControllerGrpc;
import io.grpc.stub.StreamObserver;

/** Ends the process when the host says so. Without it the host waits two seconds and kills. */
final class Controller extends GRPCControllerGrpc.GRPCControllerImplBase {
  private final Runnable end;

  Controller(Runnable end) {
    this.end = end;
  }

  @Override
  public void shutdown(Empty request, StreamObserver<Empty> answer) {
    answer.onNext(Empty.getDefaultInstance());
    answer.onCompleted();
    end.run();
  }
}
