package dev.coffer.it.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.Forge;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that the server did not make, or no longer stands by: GET /api/accounts/me → 401. */
class HostileTokenIT {
  private Person person;

  @BeforeEach
  void join() throws Exception {
    person = Running.H2.people().join();
  }

  @Test
  void signedByTheServer_200() throws Exception {
    assertThat(me(forge().genuine()).status()).isEqualTo(200);
  }

  @Test
  void algorithmNone_401() throws Exception {
    refused(forge().unsigned());
  }

  @Test
  void publicKeyAsSharedSecret_401() throws Exception {
    refused(forge().symmetric());
  }

  @Test
  void foreignKey_401() throws Exception {
    refused(forge().foreign());
  }

  @Test
  void expired_401() throws Exception {
    long past = Instant.now().getEpochSecond() - 3_600;
    refused(forge().claim("iat", past - 60).claim("exp", past).genuine());
  }

  @Test
  void otherIssuer_401() throws Exception {
    refused(forge().claim("iss", "somebody").genuine());
  }

  @Test
  void otherAudience_401() throws Exception {
    refused(forge().claim("aud", "somebody").genuine());
  }

  @Test
  void unknownTokenId_401() throws Exception {
    refused(forge().claim("jti", UUID.randomUUID().toString()).genuine());
  }

  @Test
  void tokenIdOfAnotherAccount_401() throws Exception {
    Person other = Running.H2.people().join();
    refused(forge().claim("jti", other.session().tokenId()).genuine());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "jti"})
  void namesThatAreNoIds_401(String claim) throws Exception {
    refused(forge().claim(claim, "' or '1'='1").genuine());
  }

  @Test
  void withoutGroup_401() throws Exception {
    refused(forge().claim("groups", List.of("somebody else's")).genuine());
  }

  @Test
  void newToken_signingKeysFileIsGone_200() throws Exception {
    assertThat(me(person.session().token()).status()).isEqualTo(200);
    Path published = Running.H2.server().dataFolder().resolve("signing-key.jwks");
    Path aside = Files.move(published, published.resolveSibling("signing-key.aside"));
    try {
      String later = Running.H2.people().join().session().token();
      assertThat(me(later).status()).as("the file is not read for every new token").isEqualTo(200);
    } finally {
      Files.move(aside, published);
    }
  }

  @Test
  void changedSignature_401() throws Exception {
    String token = person.session().token();
    char middle = token.charAt(token.length() - 40);
    refused(
        token.substring(0, token.length() - 40)
            + (middle == 'A' ? 'B' : 'A')
            + token.substring(token.length() - 39));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b.c", "...", "eyJhbGciOiJFUzI1NiJ9.e30."})
  void garbage_401(String token) throws Exception {
    refused(token);
  }

  @Test
  void signedOut_401AtTheNextRequest() throws Exception {
    person.api().delete("/api/sessions/current").require(200);
    refused(person.session().token());
  }

  @Test
  void none_401() throws Exception {
    Answer answer = Running.H2.server().api().get("/api/accounts/me");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  private Forge forge() throws Exception {
    return new Forge(Running.H2.server(), person);
  }

  private static Answer me(String token) throws Exception {
    Api api = Running.H2.server().api().as(token);
    return api.get("/api/accounts/me");
  }

  private static void refused(String token) throws Exception {
    Answer answer = me(token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.problem().code()).isEqualTo("not_signed_in");
    assertThat(answer.text()).doesNotContain(token);
  }
}
