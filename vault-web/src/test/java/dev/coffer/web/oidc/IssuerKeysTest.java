package dev.coffer.web.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How long keys live, and how often their issuer is asked. */
final class IssuerKeysTest {
  private static final Duration CACHE = Duration.ofMinutes(10);
  private static final Duration OUTAGE = Duration.ofHours(24);

  private final Time time = new Time();
  private final Far issuer = new Far();
  private final IssuerKeys keys =
      new IssuerKeys("https://issuer.example", issuer, new KeyTimes(CACHE, OUTAGE), time);

  private boolean has(String keyId) {
    return keys.verifier(keyId, JWSAlgorithm.ES256).isPresent();
  }

  @Test
  void known_keyOfTheCache_isNotAskedForAgain() {
    issuer.publishes("a");
    assertThat(has("a")).isTrue();
    time.passes(CACHE.minusSeconds(1));
    assertThat(has("a")).isTrue();
    assertThat(issuer.asked).isEqualTo(1);
  }

  /** Many jobs start at once, and the first of them finds a server that has just started. */
  @Test
  void first_whileTheIssuerIsAsked_theOthersWait() throws Exception {
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Far slow = new Far();
    slow.publishes("a");
    IssuerKeys shared =
        new IssuerKeys(
            "https://issuer.example",
            name -> {
              asking.countDown();
              await(answer);
              return slow.fetch(name);
            },
            new KeyTimes(CACHE, OUTAGE),
            time);
    Callable<Boolean> look = () -> shared.verifier("a", JWSAlgorithm.ES256).isPresent();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> first = threads.submit(look);
      await(asking);
      Future<Boolean> second = threads.submit(look);
      assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      answer.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(slow.asked).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IOException("nobody came");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void unknown_manyKeyIds_costOneFetchAMinute() {
    issuer.publishes("a");
    assertThat(has("a")).isTrue();
    for (int second = 0; second < 180; second++) {
      time.passes(Duration.ofSeconds(1));
      assertThat(has("unknown-" + second)).isFalse();
      assertThat(has("a")).isTrue();
    }
    assertThat(issuer.asked).isEqualTo(1 + 3);
  }

  @Test
  void new_keyOfTheIssuer_isFoundAfterTheMinute() {
    issuer.publishes("a");
    assertThat(has("a")).isTrue();
    issuer.publishes("a", "b");
    assertThat(has("b")).isFalse();
    time.passes(KeyTimes.COOLDOWN);
    assertThat(has("b")).isTrue();
  }

  @Test
  void removed_keyAtTheIssuer_isDeadAfterTheCacheTime() {
    issuer.publishes("a", "b");
    assertThat(has("a")).isTrue();
    issuer.publishes("b");
    time.passes(CACHE);
    assertThat(has("a")).isFalse();
    assertThat(has("b")).isTrue();
  }

  @Test
  void outage_keysGoOnForTheConfiguredTimeAndNoLonger() {
    issuer.publishes("a");
    assertThat(has("a")).isTrue();
    issuer.isDown = true;
    time.passes(OUTAGE.minusSeconds(1));
    assertThat(has("a")).isTrue();
    time.passes(Duration.ofSeconds(1));
    assertThat(has("a")).isFalse();
    assertThat(keys.isUsable()).isFalse();
    issuer.isDown = false;
    time.passes(KeyTimes.COOLDOWN);
    assertThat(has("a")).isTrue();
  }

  @Test
  void outage_issuerIsAskedOnceAMinute() {
    issuer.isDown = true;
    for (int i = 0; i < 120; i++) {
      assertThat(has("a")).isFalse();
      time.passes(Duration.ofSeconds(1));
    }
    assertThat(issuer.asked).isEqualTo(2);
  }

  @Test
  void algorithm_ofAnotherKindOfKey_findsNone() {
    issuer.publishes("a");
    for (JWSAlgorithm algorithm :
        List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES384, JWSAlgorithm.HS256)) {
      assertThat(keys.verifier("a", algorithm)).as("%s", algorithm).isEmpty();
    }
  }

  private static final class Far implements KeySource {
    private final Set<String> published = new TreeSet<>();
    private boolean isDown;
    private int asked;

    void publishes(String... keyIds) {
      published.clear();
      published.addAll(List.of(keyIds));
    }

    @Override
    public KeyRing fetch(String issuer) throws IOException {
      asked++;
      if (isDown) {
        throw new IOException("down");
      }
      List<JWK> set = published.stream().map(Far::key).collect(Collectors.toList());
      return KeyRing.parse(new JWKSet(set).toString());
    }

    private static JWK key(String keyId) {
      try {
        return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class Time extends Clock {
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");

    void passes(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
