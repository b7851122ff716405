package dev.coffer.terraform.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Answers calls, and knows which are under way. What fails unexpectedly is told without its
 * message, which may repeat what somebody typed.
 */
public final class Calls {
  private final BiConsumer<String, Throwable> failures;
  private final Phaser underWay = new Phaser(1);

  /**
   * No calls yet.
   *
   * @param failures takes the call's name and what it failed of
   */
  public Calls(BiConsumer<String, Throwable> failures) {
    this.failures = failures;
  }

  <T> void answer(String call, StreamObserver<T> observer, Supplier<T> answer) {
    underWay.register();
    try {
      T made = answer.get();
      observer.onNext(made);
      observer.onCompleted();
    } catch (RuntimeException | Error e) {
      failures.accept(call, e);
      observer.onError(
          Status.INTERNAL
              .withDescription(
                  "the coffer provider failed in "
                      + call
                      + " ("
                      + e.getClass().getSimpleName()
                      + "): please report it with the log of TF_LOG=debug, which has no values")
              .asRuntimeException());
    } finally {
      underWay.arriveAndDeregister();
    }
  }

  /** Returns whether every call that was under way has ended within {@code patience}. */
  public boolean ended(Duration patience) throws InterruptedException {
    int phase = underWay.arrive();
    try {
      underWay.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }
}
