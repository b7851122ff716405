package dev.coffer.terraform.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.terraform.declaration.Declined;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeenTest {
  private static final int ASKING = 8;

  private final Seen<String, Integer> seen = new Seen<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(ASKING);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private int look() {
    return looks.incrementAndGet();
  }

  @Test
  void manyWhoAskAtOnce_areServedByOneLook() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(ASKING - 1);
    List<Future<Integer>> answers = new ArrayList<>();
    answers.add(
        threads.submit(
            () ->
                seen.get(
                    "a",
                    () -> {
                      looking.countDown();
                      await(asked);
                      return look();
                    })));
    await(looking);
    for (int i = 1; i < ASKING; i++) {
      answers.add(
          threads.submit(
              () -> {
                asked.countDown();
                return seen.get("a", this::look);
              }));
    }
    for (Future<Integer> answer : answers) {
      assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo(1);
    }
    assertThat(seen.get("b", this::look)).isEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFailure_isNotKept() {
    Declined no = new Declined(Declined.Reason.UNREACHABLE, "the server does not answer", "");
    assertThatThrownBy(
            () ->
                seen.get(
                    "a",
                    () -> {
                      throw no;
                    }))
        .isSameAs(no);
    assertThat(seen.get("a", this::look)).isEqualTo(1);
  }

  @Test
  void whatWasForgotten_isLookedAtAgain() {
    seen.get("a", this::look);
    seen.forget("b");
    assertThat(seen.get("a", this::look)).isEqualTo(1);
    seen.forget("a");
    assertThat(seen.get("a", this::look)).isEqualTo(2);
    seen.forget();
    assertThat(seen.get("a", this::look)).isEqualTo(3);
  }

  @Test
  void whatIsConcerned_isForgotten_andNothingElse() {
    seen.get("web", this::look);
    seen.get("shop", this::look);
    seen.forgetIf("web"::equals);
    assertThat(seen.get("shop", this::look)).isEqualTo(2);
    assertThat(seen.get("web", this::look)).isEqualTo(3);
  }

  @Test
  void aChange_isTakenOver_whereSomethingWasSeen() {
    seen.update("a", before -> before + 10);
    assertThat(seen.get("a", this::look)).isEqualTo(1);
    seen.update("a", before -> before + 10);
    assertThat(seen.get("a", this::look)).isEqualTo(11);
  }

  @Test
  void anAnswerThatIsUnderWay_whileSomethingChanges_servesNobodyElse() {
    int stale =
        seen.get(
            "a",
            () -> {
              seen.update("a", before -> before + 10);
              return look();
            });
    assertThat(stale).isEqualTo(1);
    assertThat(seen.get("a", this::look)).isEqualTo(2);
  }
}
