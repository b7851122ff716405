package dev.coffer.it.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.wire.account.AccountList;
import dev.coffer.protocol.wire.account.AccountView;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.account.IssuedToken;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** /api/accounts. */
class AccountIT {

  @Nested
  class AsTheAdministrator {
    @ParameterizedTest
    @EnumSource(Running.class)
    void create_201AndListed(Running where) throws Exception {
      Person person = where.people().join();
      AccountList all =
          where
              .people()
              .administrator()
              .api()
              .get("/api/accounts")
              .require(200)
              .as(AccountList.class);
      assertThat(all.accounts())
          .extracting(AccountView::account)
          .contains("admin", person.account());
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void createTaken_409(Running where) throws Exception {
      Person person = where.people().join();
      Answer answer =
          where
              .people()
              .administrator()
              .api()
              .post("/api/accounts", new CreateAccount(person.account(), true));
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.problem().code()).isEqualTo("already_exists");
      person.again().api().get("/api/accounts").require(403);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"account\":\"\"}",
          "{\"account\":\"UPPER\"}",
          "{\"account\":\"../etc\"}",
          "{\"account\":\"two words\"}",
          "{\"account\":\"ok\",\"administrator\":\"true\"}"
        })
    void createMalformed_400(String body) throws Exception {
      Api api = Running.H2.people().administrator().api();
      assertThat(api.postText("/api/accounts", body).problem().code())
          .isEqualTo("malformed_request");
    }

    @Test
    void createByAReadOnlyToken_403() throws Exception {
      IssuedToken readOnly =
          Running.H2
              .people()
              .administrator()
              .api()
              .post("/api/tokens", new CreateToken("looks", "read", 1))
              .require(201)
              .as(IssuedToken.class);
      Api api = Running.H2.server().api().as(readOnly.token());
      api.post("/api/accounts", new CreateAccount("p" + UUID.randomUUID(), true)).require(403);
    }
  }

  @Nested
  class AsAnOrdinaryUser {
    @Test
    void createAndList_403() throws Exception {
      Person person = Running.H2.people().join();
      Answer answer =
          person.api().post("/api/accounts", new CreateAccount("p" + UUID.randomUUID(), true));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.problem().code()).isEqualTo("forbidden");
      person.api().get("/api/accounts").require(403);
    }

    @Test
    void me_200() throws Exception {
      Person person = Running.H2.people().joinWithDevice();
      AccountView me = person.api().get("/api/accounts/me").require(200).as(AccountView.class);
      assertThat(me.accountId()).isEqualTo(person.accountId());
      assertThat(me.administrator()).isFalse();
      assertThat(me.device()).isEqualTo(person.device().keyId().value());
    }
  }
}
