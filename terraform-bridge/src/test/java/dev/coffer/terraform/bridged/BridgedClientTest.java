package dev.coffer.terraform.bridged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.terraform.bridged.way.FullSocket;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Declined.Reason;
import dev.coffer.terraform.declaration.Members;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.VaultPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider asks of a bridge, and what it makes of strange answers. */
class BridgedClientTest {
  private static final VaultPlace WEB = new VaultPlace(Optional.of("acme"), "web");
  private static final String VAULT = "/v1/vaults/acme/web";
  private static final Members.Rights READER =
      new Members.Rights("reader", Optional.of(new TreeMap<>(Map.of("staging", false))));

  @TempDir Path folder;
  private FakeBridge bridge;
  private Path token;
  private Declarations client;

  @BeforeEach
  void start() throws IOException {
    bridge = new FakeBridge();
    token = FakeBridge.tokenFile(folder);
    client = BridgedClient.at(bridge.address().toString(), token, Clock.systemUTC());
  }

  @AfterEach
  void end() {
    bridge.close();
  }

  private static void declined(ThrowingCallable act, Reason reason, String what) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            Declined.class, declined -> assertThat(declined.reason()).isEqualTo(reason))
        .hasMessageContaining(what)
        .hasMessageNotContaining(FakeBridge.TOKEN);
  }

  @Test
  void aVault_isLookedAtOnce_andTheTokenIsShownEachTime() {
    bridge.answers("GET " + VAULT, 200, "{\"id\":\"web\",\"name\":\"Shop\",\"version\":3}");
    bridge.answers(
        "GET /v1/environments/acme/web",
        200,
        "{\"items\":[{\"id\":\"staging\",\"keys\":2},{\"id\":\"production\",\"keys\":1}]}");
    var vault = client.vaults().find(WEB).orElseThrow();
    assertThat(vault.version()).isEqualTo(3);
    assertThat(vault.environments()).containsExactly("production", "staging");
    assertThat(vault.schema()).isEmpty();
    assertThat(client.vaults().find(WEB)).contains(vault);
    assertThat(bridge.asked)
        .containsExactly(
            "GET " + VAULT,
            "GET /v1/environments/acme/web",
            "GET /v1/environment-schemas/acme/web");
    assertThat(bridge.shown).containsOnly("Bearer " + FakeBridge.TOKEN);
  }

  @Test
  void aVaultThatIsThere_isNotTakenOver_unlessItIsAsItWouldBegin() {
    bridge.answers("PUT " + VAULT, 412, "{\"code\":\"precondition_failed\",\"detail\":\"?\"}");
    bridge.answers("GET " + VAULT, 200, "{\"id\":\"web\",\"name\":\"Shop\",\"version\":1}");
    bridge.answers("GET /v1/environments/acme/web", 200, "{\"items\":[]}");
    assertThat(client.vaults().create(WEB, Optional.of("Shop")).version()).isEqualTo(1);
    declined(() -> client.vaults().create(WEB, Optional.of("Other")), Reason.CONFLICT, "already");
    bridge.answers("GET " + VAULT, 200, "{\"id\":\"web\",\"name\":\"Shop\",\"version\":2}");
    declined(() -> client.vaults().create(WEB, Optional.of("Shop")), Reason.CONFLICT, "already");
  }

  @Test
  void refusals_keepTheirWords() {
    bridge.answers(
        "PUT /v1/grants/acme/bob", 409, "{\"code\":\"conflict\",\"detail\":\"no member\"}");
    declined(() -> client.members().grant("acme", "bob", READER), Reason.CONFLICT, "no member");
    bridge.answers("PUT /v1/grants/acme/bob", 403, "{\"code\":\"x\",\"detail\":\"not allowed\"}");
    declined(() -> client.members().grant("acme", "bob", READER), Reason.REFUSED, "not allowed");
  }

  /** Whoever asks cannot know whether it was done the first time. */
  @Test
  void aRequestWhoseAnswerIsLost_isNotSentASecondTime() {
    bridge.hangsUpOn("PUT " + VAULT);
    declined(() -> client.vaults().rename(WEB, "Shop"), Reason.UNREACHABLE, "does not answer");
    bridge.hangsUpOn("DELETE " + VAULT);
    Declarations other = BridgedClient.at(bridge.address().toString(), token, Clock.systemUTC());
    declined(() -> other.vaults().remove(WEB), Reason.UNREACHABLE, "does not answer");
    assertThat(bridge.asked).containsExactly("PUT " + VAULT, "DELETE " + VAULT);
  }

  @Test
  void anotherToken_isRefused_andItsFileNamed() {
    Map<String, String> challenge = Map.of("WWW-Authenticate", "Bearer");
    String problem = "{\"code\":\"token_required\",\"detail\":\"no token of mine\"}";
    bridge.answers("GET " + VAULT, 401, problem, challenge);
    declined(() -> client.vaults().find(WEB), Reason.REFUSED, "does not know the token");
    bridge.answers("PUT " + VAULT, 401, problem, challenge);
    declined(() -> client.vaults().rename(WEB, "Shop"), Reason.REFUSED, "does not know");
  }

  /** An older bridge must not make resources look as if they were gone. */
  @Test
  void aPathThatTheBridgeDoesNotHave_isNoAbsence() {
    bridge.answers("GET " + VAULT, 404, "{\"code\":\"no_such_route\",\"detail\":\"?\"}");
    declined(() -> client.vaults().find(WEB), Reason.REFUSED, "another version");
  }

  @Test
  void aServerThatIsSilent_isNotAskedAgainForAWhile() {
    bridge.answers(
        "GET " + VAULT, 503, "{\"code\":\"server_unreachable\",\"detail\":\"it is silent\"}");
    declined(() -> client.vaults().find(WEB), Reason.UNREACHABLE, "silent");
    declined(() -> client.organisations().find("acme"), Reason.UNREACHABLE, "silent");
    assertThat(bridge.asked).hasSize(1);
  }

  @Test
  void aBridgeThatIsNotThere_isNamed() {
    String gone = bridge.address().toString();
    bridge.close();
    declined(
        () -> BridgedClient.at(gone, token, Clock.systemUTC()).vaults().find(WEB),
        Reason.UNREACHABLE,
        gone + " does not answer");
  }

  /** Whoever is told to start one that runs already would be refused there. */
  @Test
  @Timeout(60)
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others refuse what they cannot keep waiting")
  void aBridgeThatTakesNoConnections_isNotCalledAbsent_norAskedAgain() throws IOException {
    Path socket = folder.resolve("full.sock");
    Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Declarations stopped = BridgedClient.at("unix:" + socket, token, still);
    try (FullSocket full = FullSocket.at(socket)) {
      assertThat(full).isNotNull();
      String what = "the bridge at unix:" + socket + " takes no connections; nothing was sent";
      declined(() -> stopped.vaults().find(WEB), Reason.UNREACHABLE, what);
    }
    declined(() -> stopped.vaults().find(WEB), Reason.UNREACHABLE, "takes no connections");
  }

  @Test
  void whatIsNoBridge_isNotBelieved_andLeadsNowhereElse() throws IOException {
    bridge.answers("GET " + VAULT, 200, "<html>hello</html>");
    declined(() -> client.vaults().find(WEB), Reason.REFUSED, "no coffer bridge");
    bridge.answers("GET " + VAULT, 200, "{\"id\":\"web\"}");
    declined(() -> client.vaults().find(WEB), Reason.REFUSED, "no coffer bridge");
    try (FakeBridge other = new FakeBridge()) {
      bridge.answers("GET " + VAULT, 302, "{}", Map.of("Location", other.address() + VAULT));
      declined(() -> client.vaults().find(WEB), Reason.REFUSED, "refuses");
      assertThat(other.asked).isEmpty();
    }
  }

  @Test
  void aTokenThatOthersCanRead_isNotShown() throws IOException {
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    declined(() -> client.vaults().find(WEB), Reason.REFUSED, "others than you can read");
    Files.delete(token);
    declined(() -> client.vaults().find(WEB), Reason.REFUSED, "cannot be read");
    assertThat(bridge.asked).isEmpty();
  }

  /** The JDK would repeat such a header in what it throws. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\n%s\nagain\n", "%s %s", "%s\u0000", "%s\u00e9"})
  void whatIsNoToken_isNotShown_andNotRepeated(String form) throws IOException {
    Files.writeString(token, form.replace("%s", FakeBridge.TOKEN));
    declined(() -> client.vaults().find(WEB), Reason.REFUSED, "holds is no bridge's token");
    assertThat(bridge.asked).isEmpty();
  }

  @Test
  void values_neverPass() {
    Secrets secrets = client.secrets();
    Secrets.Name key = new Secrets.Name(WEB, "default", "KEY");
    for (ThrowingCallable act :
        List.<ThrowingCallable>of(
            secrets::requireOffered,
            () -> secrets.find(key),
            () -> secrets.create(key, "s3cret"),
            () -> secrets.put(key, "s3cret"),
            () -> secrets.remove(key),
            () -> secrets.read(WEB, "default"))) {
      declined(act, Reason.REFUSED, "neither takes nor gives");
    }
    assertThat(bridge.asked).isEmpty();
  }

  /** So that an apply that ends before it has the link finds the invitation again. */
  @Test
  void anInvitation_isNamedBeforeItIsMade_andItsLinkFollows() {
    List<Members.Invited> told = new ArrayList<>();
    declined(
        () -> client.members().invite("acme", READER, Duration.ofHours(1), told::add),
        Reason.NOT_FOUND,
        "?");
    assertThat(told).hasSize(1);
    assertThat(told.get(0).link()).isEmpty();
    assertThat(bridge.asked)
        .containsExactly("PUT /v1/memberships/acme/" + told.get(0).invitation().id());
  }

  @Test
  void anInvitationWhoseLinkCannotBeKept_isWithdrawn() {
    List<Members.Invited> told = new ArrayList<>();
    bridge.answersAnyPut(
        201,
        "{\"state\":\"invited\",\"role\":\"reader\",\"invitation\":\"i1\",\"linkFile\":\""
            + folder.resolve("nowhere")
            + "\"}");
    bridge.answersAnyGet(200, "{\"state\":\"invited\",\"role\":\"reader\"}");
    declined(
        () -> client.members().invite("acme", READER, Duration.ofHours(1), told::add),
        Reason.REFUSED,
        "nobody is invited");
    assertThat(bridge.asked).last().asString().startsWith("DELETE /v1/memberships/acme/terraform-");
  }

  @Test
  void whatIsLeftOfAChange_isSeenAtOrganisation_grant_andMembership() {
    bridge.answers(
        "GET /v1/organisations/acme",
        200,
        "{\"id\":\"acme\",\"organisation\":\"o\",\"fingerprint\":\"f\",\"role\":\"owner\","
            + "\"unfinished\":[\"shop\",\"web\"]}");
    assertThat(client.organisations().find("acme").orElseThrow().unfinished())
        .containsExactly("shop", "web");
    bridge.answers(
        "GET /v1/grants/acme",
        200,
        "{\"items\":[{\"account\":\"a\",\"member\":\"bob\",\"role\":\"reader\","
            + "\"environments\":{},\"unfinished\":[\"web\"]}]}");
    assertThat(client.members().find("acme", "bob").orElseThrow().unfinished())
        .containsExactly("web");
    bridge.answers(
        "GET /v1/memberships/acme",
        200,
        "{\"items\":[{\"state\":\"removed\",\"role\":\"reader\",\"invitation\":\"i1\","
            + "\"account\":\"a\",\"unfinished\":[\"web\"]}]}");
    Members.Invitation ended = client.members().invitation("acme", "i1").orElseThrow();
    assertThat(ended.progress()).isEqualTo(Members.Progress.REMOVED);
    assertThat(ended.unfinished()).containsExactly("web");
  }

  @Test
  void aWithdrawal_endsNoMembership_notEvenTheRestOfOne() {
    bridge.answers(
        "GET /v1/memberships/acme/i1",
        200,
        "{\"state\":\"removed\",\"role\":\"reader\",\"invitation\":\"i1\"}");
    client.members().withdraw("acme", "i1");
    assertThat(bridge.asked).containsExactly("GET /v1/memberships/acme/i1");
  }

  private static final String I1 = "/v1/memberships/acme/i1";

  private static final Members.Invitation ENDED =
      new Members.Invitation(
          "i1", Members.Progress.REMOVED, READER, Optional.of("a"), List.of("web"));

  @Test
  void theRestOfARemoval_isOfTheInvitationThatWasSeen() {
    bridge.answers("GET " + I1, 200, "{\"state\":\"removed\",\"role\":\"reader\"}");
    bridge.answers("DELETE " + I1, 200, "{\"valuesToReplace\":2}");
    assertThat(client.members().finish("acme", ENDED).readable()).hasValue(2);
    assertThat(bridge.asked).containsExactly("GET " + I1, "DELETE " + I1);
  }

  @Test
  void whatARemovedMemberCouldRead_andNobodyCounted_isNotNothing() {
    bridge.answers("DELETE /v1/memberships/acme/a", 200, "{\"valuesToReplace\":null}");
    assertThat(client.members().remove("acme", "a").readable()).isEmpty();
  }

  @Test
  void theRestOfARemoval_ofWhoIsBack_orThatIsOver_endsNothing() {
    assertThat(client.members().finish("acme", ENDED).readable()).hasValue(0);
    bridge.answers("GET " + I1, 200, "{\"state\":\"confirmed\",\"role\":\"reader\"}");
    assertThat(client.members().finish("acme", ENDED).readable()).hasValue(0);
    assertThat(bridge.asked).containsExactly("GET " + I1, "GET " + I1);
  }

  @Test
  void theRestOfARemoval_thatHasChangedSince_isDeclined() {
    bridge.answers("GET " + I1, 200, "{\"state\":\"removed\",\"role\":\"reader\"}");
    bridge.answers("DELETE " + I1, 412, "{\"code\":\"precondition_failed\",\"detail\":\"no\"}");
    declined(() -> client.members().finish("acme", ENDED), Reason.CONFLICT, "no");
  }

  /** Such as a provider meets at a bridge that is newer than itself. */
  @Test
  void aStateThatIsNotKnownHere_isAnotherVersions() {
    bridge.answers(
        "GET " + I1, 200, "{\"state\":\"pondered\",\"role\":\"reader\",\"invitation\":\"i1\"}");
    declined(() -> client.members().invitation("acme", "i1"), Reason.REFUSED, "another version");
    declined(() -> client.members().withdraw("acme", "i1"), Reason.REFUSED, "another version");
    assertThat(bridge.asked).noneMatch(request -> request.startsWith("DELETE"));
  }

  @Test
  void aMemberWhoWasConfirmedMeanwhile_isNotRemovedByAWithdrawal() {
    bridge.answers(
        "GET /v1/memberships/acme/i1",
        200,
        "{\"state\":\"confirmed\",\"role\":\"reader\",\"invitation\":\"i1\"}");
    declined(() -> client.members().withdraw("acme", "i1"), Reason.CONFLICT, "confirmed by this");
    assertThat(bridge.asked).containsExactly("GET /v1/memberships/acme/i1");
  }
}
