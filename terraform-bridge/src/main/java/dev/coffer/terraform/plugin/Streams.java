package dev.coffer.terraform.plugin;

import dev.coffer.terraform.wire.health.HealthCheckRequest;
import dev.coffer.terraform.wire.health.HealthCheckResponse;
import dev.coffer.terraform.wire.health.HealthGrpc;
import dev.coffer.terraform.wire.plugin.ConnInfo;
import dev.coffer.terraform.wire.plugin.Empty;
import dev.coffer.terraform.wire.plugin.GRPCBrokerGrpc;
import dev.coffer.terraform.wire.plugin.GRPCStdioGrpc;
import dev.coffer.terraform.wire.plugin.StdioData;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import java.util.List;

/**
 * What a host opens besides the provider and expects to stay open, though nothing is said there.
 */
final class Streams {
  private Streams() {}

  static List<BindableService> all() {
    return List.of(new Broker(), new Stdio(), new Health());
  }

  /** No further connections are offered. */
  private static final class Broker extends GRPCBrokerGrpc.GRPCBrokerImplBase {
    @Override
    public StreamObserver<ConnInfo> startStream(StreamObserver<ConnInfo> answer) {
      return new StreamObserver<>() {
        @Override
        public void onNext(ConnInfo offered) {
          // A connection that nobody here asked for.
        }

        @Override
        public void onError(Throwable gone) {
          // The host ended; ParentWatch sees it.
        }

        @Override
        public void onCompleted() {
          answer.onCompleted();
        }
      };
    }
  }

  /** Open as long as the process lives: what is to be told goes to standard error. */
  private static final class Stdio extends GRPCStdioGrpc.GRPCStdioImplBase {
    @Override
    public void streamStdio(Empty request, StreamObserver<StdioData> answer) {
      // Nothing is ever written here, and closing it would be logged as an error by the host.
    }
  }

  private static final class Health extends HealthGrpc.HealthImplBase {
    @Override
    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answer) {
      answer.onNext(
          HealthCheckResponse.newBuilder()
              .setStatus(HealthCheckResponse.ServingStatus.SERVING)
              .build());
      answer.onCompleted();
    }
  }
}
