package dev.coffer.terraform.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CallsTest {
  private final List<String> failed = new ArrayList<>();
  private final Calls calls = new Calls((call, failure) -> failed.add(call));

  private static final class Answers implements StreamObserver<String> {
    final List<Object> all = new ArrayList<>();

    @Override
    public void onNext(String value) {
      all.add(value);
    }

    @Override
    public void onError(Throwable error) {
      all.add(error);
    }

    @Override
    public void onCompleted() {
      all.add("done");
    }
  }

  @Test
  void anAnswer_isSentOnce() {
    Answers answers = new Answers();
    calls.answer("Read", answers, () -> "row");
    assertThat(answers.all).containsExactly("row", "done");
    assertThat(failed).isEmpty();
  }

  @Test
  void anUnexpectedFailure_isToldWithoutItsMessage() {
    Answers answers = new Answers();
    calls.answer(
        "Read",
        answers,
        () -> {
          throw new IllegalStateException("hunter2");
        });
    assertThat(answers.all).hasSize(1);
    Status status = Status.fromThrowable((Throwable) answers.all.get(0));
    assertThat(status.getDescription())
        .contains("Read", "IllegalStateException", "TF_LOG")
        .doesNotContain("hunter2");
    assertThat(failed).containsExactly("Read");
  }

  @Test
  void ended_waitsForWhatIsUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch going = new CountDownLatch(1);
    CompletableFuture<Void> call =
        CompletableFuture.runAsync(
            () ->
                calls.answer(
                    "Apply",
                    new Answers(),
                    () -> {
                      begun.countDown();
                      try {
                        going.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      return "done";
                    }));
    begun.await();
    assertThat(calls.ended(Duration.ofMillis(20))).isFalse();
    going.countDown();
    call.join();
    assertThat(calls.ended(Duration.ofSeconds(20))).isTrue();
  }
}
