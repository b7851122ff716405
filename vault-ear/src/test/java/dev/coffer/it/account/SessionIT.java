package dev.coffer.it.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import dev.coffer.protocol.wire.account.SignIn;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** POST /api/sessions. */
class SessionIT {
  private static final int ACCOUNT_LIMIT = 10;
  private static final String WRONG = "not the password";

  @Nested
  class AsSomebodyWithAPassword {
    @ParameterizedTest
    @EnumSource(Running.class)
    void right_200(Running where) throws Exception {
      Person person = where.people().join();
      Person again = person.again();
      again.api().get("/api/accounts/me").require(200);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void wrong_401LikeAnUnknownAccount(Running where) throws Exception {
      Person person = where.people().join();
      Answer wrong = signIn(where.server().api(), person.account(), WRONG);
      Answer unknown = signIn(where.server().api(), "u" + UUID.randomUUID(), WRONG);
      Answer impossible = signIn(where.server().api(), "Not A Name!", WRONG);
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.problem().code()).isEqualTo("sign_in_refused");
      assertThat(unknown.toString()).isEqualTo(wrong.toString());
      assertThat(impossible.toString()).isEqualTo(wrong.toString());
    }

    @Test
    void withANewPassword_400AndTheOldOneStays() throws Exception {
      Person person = Running.H2.people().join();
      SignIn request = new SignIn(person.account(), person.password(), "another password", null);
      Running.H2.server().api().post("/api/sessions", request).require(400);
      person.again();
    }

    @Test
    void afterTenWrongOnes_429WithTheRightOne() throws Exception {
      Person person = Running.H2.people().join();
      Api api = Running.H2.server().api();
      for (int i = 0; i < ACCOUNT_LIMIT; i++) {
        signIn(api, person.account(), WRONG).require(401);
      }
      Answer answer = signIn(api, person.account(), person.password());
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.problem().code()).isEqualTo("rate_limited");
      assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 900L);
      person.api().get("/api/accounts/me").require(200);
    }

    @Test
    void rightOne_forgetsTheWrongOnes() throws Exception {
      Person person = Running.H2.people().join();
      Api api = Running.H2.server().api();
      for (int i = 0; i < ACCOUNT_LIMIT - 1; i++) {
        signIn(api, person.account(), WRONG).require(401);
      }
      person.again();
      signIn(api, person.account(), WRONG).require(401);
      person.again();
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void fortyWrongOnesAtOnce_ten401Thirty429(Running where) throws Exception {
      Person person = where.people().join();
      Api api = where.server().api();
      List<Integer> statuses = atOnce(40, () -> signIn(api, person.account(), WRONG).status());
      assertThat(statuses).filteredOn(status -> status == 401).hasSize(ACCOUNT_LIMIT);
      assertThat(statuses).filteredOn(status -> status == 429).hasSize(40 - ACCOUNT_LIMIT);
    }

    @Test
    void unknownAccountIsLimitedAsWell_429() throws Exception {
      Api api = Running.H2.server().api();
      String nobody = "u" + UUID.randomUUID();
      for (int i = 0; i < ACCOUNT_LIMIT; i++) {
        signIn(api, nobody, WRONG).require(401);
      }
      signIn(api, nobody, WRONG).require(429);
    }
  }

  @Nested
  class AsSomebodyWithAOneTimeSecret {
    @Test
    void withoutNewPassword_403AndTheSecretStaysGood() throws Exception {
      CreatedAccount created = create();
      Answer answer = signIn(Running.H2.server().api(), created.account(), created.signInSecret());
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.problem().code()).isEqualTo("new_password_required");
      first(created, "my own password").require(200);
    }

    @Test
    void shortNewPassword_400() throws Exception {
      first(create(), "short").require(400);
    }

    @Test
    void theSecretAsNewPassword_400() throws Exception {
      CreatedAccount created = create();
      first(created, created.signInSecret()).require(400);
    }

    @Test
    void aSecondTime_401() throws Exception {
      CreatedAccount created = create();
      first(created, "my own password").require(200);
      first(created, "somebody else's").require(401);
      signIn(Running.H2.server().api(), created.account(), "my own password").require(200);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void eightAtOnce_once200(Running where) throws Exception {
      CreatedAccount created =
          where
              .people()
              .administrator()
              .api()
              .post("/api/accounts", new CreateAccount("p" + UUID.randomUUID(), false))
              .require(201)
              .as(CreatedAccount.class);
      SignIn request =
          new SignIn(created.account(), created.signInSecret(), "my own password", null);
      Api api = where.server().api();
      List<Integer> statuses = atOnce(8, () -> api.post("/api/sessions", request).status());
      assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 401);
    }

    private Answer first(CreatedAccount created, String password) throws Exception {
      SignIn request = new SignIn(created.account(), created.signInSecret(), password, null);
      return Running.H2.server().api().post("/api/sessions", request);
    }

    private CreatedAccount create() throws Exception {
      return Running.H2
          .people()
          .administrator()
          .api()
          .post("/api/accounts", new CreateAccount("p" + UUID.randomUUID(), false))
          .require(201)
          .as(CreatedAccount.class);
    }
  }

  @Nested
  class AsAnybody {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "[]",
          "{}",
          "{\"account\":\"a\"}",
          "{\"password\":\"a\"}",
          "{\"account\":1,\"password\":\"a\"}",
          "{\"account\":\"a\",\"password\":\"a\",\"device\":\"\"}"
        })
    void malformed_400(String body) throws Exception {
      Answer answer = Running.H2.server().api().postText("/api/sessions", body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.problem().code()).isEqualTo("malformed_request");
    }

    @Test
    void passwordOf257Characters_400() throws Exception {
      signIn(Running.H2.server().api(), "admin", "x".repeat(257)).require(400);
    }

    @Test
    void sixthWrongOneFromAnAddress_429WhateverItClaimsToBe() throws Exception {
      try (CofferServer server =
          CofferServer.on(Database.h2()).with("COFFER_SIGNIN_ATTEMPTS_ADDRESS", "5").start()) {
        Person person = People.of(server).join();
        assertThat(Files.exists(server.dataFolder().resolve("first-sign-in"))).isFalse();
        for (int i = 0; i < 5; i++) {
          Api api =
              server.api().with("X-Forwarded-For", "10.0.0." + i).with("$WSRA", "10.0.1." + i);
          signIn(api, "u" + UUID.randomUUID(), WRONG).require(401);
        }
        signIn(server.api().with("X-Forwarded-For", "10.0.0.9"), person.account(), WRONG)
            .require(429);
      }
    }
  }

  private static Answer signIn(Api api, String account, String password) throws Exception {
    return api.post("/api/sessions", Map.of("account", account, "password", password));
  }

  private static List<Integer> atOnce(int times, Callable<Integer> request) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> future : threads.invokeAll(Collections.nCopies(times, request))) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
