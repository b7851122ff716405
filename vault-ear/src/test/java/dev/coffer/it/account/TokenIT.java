package dev.coffer.it.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.protocol.wire.account.TokenList;
import dev.coffer.protocol.wire.account.TokenView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens: /api/tokens, and lpm's routes for the same. */
class TokenIT {

  @Nested
  class AsASession {
    @ParameterizedTest
    @EnumSource(Running.class)
    void create_201AndUsableAndListed(Running where) throws Exception {
      Person person = where.people().join();
      IssuedToken issued =
          person
              .api()
              .post("/api/tokens", new CreateToken("nightly build", "full", 7))
              .require(201)
              .as(IssuedToken.class);
      where.server().api().as(issued.token()).get("/api/accounts/me").require(200);
      assertThat(Duration.between(Instant.now(), issued.expiresAt()))
          .isBetween(Duration.ofDays(6), Duration.ofDays(7));
      List<TokenView> listed = tokens(person.api());
      assertThat(listed).extracting(TokenView::name).containsExactly("nightly build", "first");
      assertThat(listed).extracting(TokenView::current).containsExactly(false, true);
      assertThat(person.api().get("/api/tokens").text()).doesNotContain(issued.token());
    }

    @Test
    void revoke_200AndRefusedAtTheNextRequest() throws Exception {
      Person person = Running.H2.people().join();
      Person again = person.again();
      person.api().delete("/api/tokens/" + again.session().tokenId()).require(200);
      again.api().get("/api/accounts/me").require(401);
      person.api().delete("/api/tokens/" + again.session().tokenId()).require(404);
    }

    @Test
    void revokeAnotherAccounts_404AndItStaysGood() throws Exception {
      Person person = Running.H2.people().join();
      Person other = Running.H2.people().join();
      Answer answer = person.api().delete("/api/tokens/" + other.session().tokenId());
      assertThat(answer.status()).isEqualTo(404);
      other.api().get("/api/accounts/me").require(200);
    }

    @Test
    void revokeMalformedId_400() throws Exception {
      Answer answer = Running.H2.people().join().api().delete("/api/tokens/no-such-form");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.problem().code()).isEqualTo("malformed_id");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"name\":\"\"}",
          "{\"name\":\"a\\u0007\"}",
          "{\"name\":\"a\",\"scope\":\"root\"}",
          "{\"name\":\"a\",\"expiryDays\":0}",
          "{\"name\":\"a\",\"expiryDays\":366}",
          "{\"name\":\"a\",\"expiryDays\":\"5\"}",
          "{\"name\":\"a\",\"expiryDays\":1.5}"
        })
    void createMalformed_400AndNothingListed(String body) throws Exception {
      Person person = Running.H2.people().join();
      person.api().postText("/api/tokens", body).require(400);
      assertThat(tokens(person.api())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/tokens/rotate", "/api/registry/-/token/rotate"})
    void rotate_200AndTheOldOneIsRefused(String route) throws Exception {
      Person person = Running.H2.people().join();
      IssuedToken renewed = person.api().post(route, Map.of()).require(200).as(IssuedToken.class);
      person.api().get("/api/accounts/me").require(401);
      Api api = Running.H2.server().api().as(renewed.token());
      assertThat(tokens(api)).singleElement().satisfies(t -> assertThat(t.current()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void rotateEightTimesAtOnce_once200(Running where) throws Exception {
      Person person = where.people().join();
      Callable<Integer> rotation = () -> person.api().post("/api/tokens/rotate", Map.of()).status();
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        int successes = 0;
        for (Future<Integer> status : threads.invokeAll(Collections.nCopies(8, rotation))) {
          assertThat(status.get()).isIn(200, 401);
          successes += status.get() == 200 ? 1 : 0;
        }
        assertThat(successes).isEqualTo(1);
      } finally {
        threads.shutdownNow();
      }
      assertThat(tokens(person.again().api())).hasSize(2);
    }

    @Test
    void signOut_200() throws Exception {
      Person person = Running.H2.people().join();
      Answer answer = person.api().delete("/api/sessions/current");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().get("status").getAsString()).isEqualTo("signed_out");
    }
  }

  @Nested
  class AsAReadOnlyToken {
    @Test
    void reads_200AndWrites_403() throws Exception {
      Person person = Running.H2.people().join();
      IssuedToken issued =
          person
              .api()
              .post("/api/tokens", new CreateToken("dashboard", "read", null))
              .require(201)
              .as(IssuedToken.class);
      Api api = Running.H2.server().api().as(issued.token());
      api.get("/api/vaults").require(200);
      api.get("/api/devices").require(200);
      forbidden(api.get("/api/tokens"));
      forbidden(api.post("/api/tokens", new CreateToken("more", "full", 1)));
      forbidden(api.delete("/api/tokens/" + person.session().tokenId()));
      forbidden(api.post("/api/devices", person.device().registration()));
      assertThat(tokens(person.api())).hasSize(2);
    }
  }

  @Nested
  class AsAPendingDevice {
    @Test
    void tokens_403() throws Exception {
      Person person = Running.H2.people().join();
      person.device().register();
      Answer answer = person.api().post("/api/tokens", new CreateToken("way out", "full", 1));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.problem().code()).isEqualTo("device_not_approved");
    }
  }

  @Nested
  class AsLpm {
    @Test
    void whoami_200() throws Exception {
      Person person = Running.H2.people().join();
      JsonObject who = person.api().get("/api/registry/-/whoami").require(200).json();
      assertThat(who.get("username").getAsString()).isEqualTo(person.account());
      assertThat(who.get("plan_tier").getAsString()).isEqualTo("org");
    }

    @Test
    void check_200() throws Exception {
      Person person = Running.H2.people().join();
      JsonObject check = person.api().get("/api/registry/cli/check").require(200).json();
      assertThat(check.get("valid").getAsBoolean()).isTrue();
    }

    @Test
    void health_200ForAnybody() throws Exception {
      Answer answer = Running.H2.server().api().get("/api/registry/health");
      assertThat(answer.toString()).isEqualTo("200 {\"status\":\"ok\"}");
    }

    @Test
    void create_200() throws Exception {
      Person person = Running.H2.people().join();
      IssuedToken issued =
          person
              .api()
              .post("/api/registry/-/token/create", new CreateToken("ci", "read", 30))
              .require(200)
              .as(IssuedToken.class);
      Running.H2.server().api().as(issued.token()).get("/api/registry/-/whoami").require(200);
    }

    @Test
    void revoke_200AndTheBearerIsRefused() throws Exception {
      Person person = Running.H2.people().join();
      person.api().post("/api/registry/tokens/revoke", Map.of()).require(200);
      person.api().get("/api/registry/-/whoami").require(401);
    }
  }

  @Nested
  class AsAnybody {
    @Test
    void keySet_200WithoutThePrivateHalf() throws Exception {
      JsonObject set =
          Running.H2.server().api().get("/api/.well-known/jwks.json").require(200).json();
      JsonObject key = set.getAsJsonArray("keys").get(0).getAsJsonObject();
      assertThat(key.get("alg").getAsString()).isEqualTo("ES256");
      assertThat(key.has("d")).isFalse();
    }
  }

  private static List<TokenView> tokens(Api api) throws Exception {
    return api.get("/api/tokens").require(200).as(TokenList.class).tokens();
  }

  private static void forbidden(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem().code()).isEqualTo("forbidden");
  }
}
