package dev.coffer.it.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.TestDevice;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.account.AccountView;
import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.protocol.wire.device.AppendEvent;
import dev.coffer.protocol.wire.device.DeviceView;
import dev.coffer.protocol.wire.device.PairingChallenge;
import dev.coffer.protocol.wire.device.PairingReveal;
import dev.coffer.protocol.wire.device.RegisterDevice;
import dev.coffer.protocol.wire.vault.PushVault;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** /api/devices and /api/devices/chain. */
class DeviceIT {

  @Nested
  class AsTheFirstDevice {
    @ParameterizedTest
    @EnumSource(Running.class)
    void registerAndCreate_201AndApproved(Running where) throws Exception {
      Person person = where.people().join();
      person.device().register();
      assertThat(status(person, person.device())).isEqualTo("pending");
      person.device().createAccount();
      assertThat(status(person, person.device())).isEqualTo("approved");
      assertThat(person.device().chain().length()).isEqualTo(1);
    }

    @Test
    void createForAnotherAccount_409AndNothingApproved() throws Exception {
      Person person = Running.H2.people().join();
      person.device().register();
      TestDevice device = person.device();
      refused(
          device.append(
              new ChainEvent.Created(
                  UUID.randomUUID().toString(), device.identity().keys(), device.name())));
      assertThat(status(person, device)).isEqualTo("pending");
      assertThat(device.chain().isEmpty()).isTrue();
    }

    @Test
    void createWithoutRegistering_403() throws Exception {
      Person person = Running.H2.people().join();
      TestDevice device = person.device();
      Answer answer =
          device.append(
              new ChainEvent.Created(person.accountId(), device.identity().keys(), device.name()));
      assertThat(answer.problem().code()).isEqualTo("device_not_approved");
    }
  }

  @Nested
  class AsAPendingDevice {
    @ParameterizedTest
    @EnumSource(Running.class)
    void pairing_200AndApproved(Running where) throws Exception {
      Person first = where.people().joinWithDevice();
      Person second = first.again();
      second.device().register();
      second.api().get("/api/vaults").require(403);
      first.device().approve(second.device());
      second.api().get("/api/vaults").require(200);
      assertThat(status(first, second.device())).isEqualTo("approved");
    }

    @Test
    void approveItself_403AndStaysPending() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      Person second = first.again();
      second.device().register();
      Answer answer =
          second
              .device()
              .append(
                  new ChainEvent.Approved(
                      second.device().identity().keys(), second.device().name()));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.problem().code()).isEqualTo("device_not_approved");
      assertThat(status(first, second.device())).isEqualTo("pending");
    }

    @Test
    void beginASecondChain_409() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      Person second = first.again();
      second.device().register();
      refused(
          second
              .device()
              .append(
                  new ChainEvent.Created(
                      first.accountId(),
                      second.device().identity().keys(),
                      second.device().name())));
      assertThat(first.device().chain().length()).isEqualTo(1);
    }

    @Test
    void revealWithoutChallenge_409() throws Exception {
      Person person = Running.H2.people().join();
      person.device().register();
      outOfOrder(person.api().put(path(person.device()) + "/reveal", reveal()));
    }

    @Test
    void revealAnotherNonce_409() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      Person second = first.again();
      second.device().register();
      first.api().put(path(second.device()) + "/challenge", challenge(first)).require(200);
      outOfOrder(second.api().put(path(second.device()) + "/reveal", reveal()));
      DeviceView view = view(first, second.device());
      assertThat(view.reveal()).isNull();
      assertThat(view.challenge().approver()).isEqualTo(first.device().keyId().value());
    }

    @Test
    void registerAgain_201AndThePairingStartsAnew() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      Person second = first.again();
      second.device().register();
      first.api().put(path(second.device()) + "/challenge", challenge(first)).require(200);
      second.device().register();
      assertThat(view(first, second.device()).challenge()).isNull();
    }

    @Test
    void registerAnotherDeviceInTheSameSession_403() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      Person second = first.again();
      first.api().post("/api/devices", second.device().registration()).require(403);
      first.api().get(path(second.device())).require(404);
    }
  }

  @Nested
  class AsAnApprovedDevice {
    @Test
    void registerWithKeysThatTheCallerDoesNotHold_400AndNotBound() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      Person thief = first.again();
      RegisterDevice known = first.device().registration();
      RegisterDevice claimed =
          new RegisterDevice(
              known.name(),
              known.signingKey(),
              known.agreementKey(),
              known.commitment(),
              thief.device().registration().signature());
      thief.api().post("/api/devices", claimed).require(400);
      Answer me = thief.api().get("/api/accounts/me").require(200);
      assertThat(me.as(AccountView.class).device()).isNull();
    }

    @Test
    void registerAgainFromANewSession_200AndBound() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      Person again = first.again();
      again.api().post("/api/devices", first.device().registration()).require(200);
      assertThat(view(again, first.device()).status()).isEqualTo("approved");
      again.api().get("/api/vaults").require(200);
    }

    @Test
    void challengeInAnothersName_403() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      Person second = first.again();
      second.device().register();
      PairingChallenge own = challenge(first);
      PairingChallenge inAnothersName =
          new PairingChallenge(
              second.device().keyId().value(),
              own.genesis(),
              own.sequence(),
              own.head(),
              own.nonce());
      first.api().put(path(second.device()) + "/challenge", inAnothersName).require(403);
      assertThat(view(first, second.device()).challenge()).isNull();
    }

    @Test
    void challengeAnApprovedDevice_409() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      outOfOrder(first.api().put(path(first.device()) + "/challenge", challenge(first)));
    }

    @Test
    void approveUnregisteredDevice_409() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      TestDevice stranger = first.again().device();
      refused(
          first
              .device()
              .append(new ChainEvent.Approved(stranger.identity().keys(), stranger.name())));
      assertThat(first.device().chain().length()).isEqualTo(1);
    }

    @Test
    void revokeItselfAsTheLastOne_409() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      refused(first.device().append(new ChainEvent.Revoked(first.device().keyId(), List.of())));
      first.api().get("/api/vaults").require(200);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void revokeNamingHeadsThatNeverWere_409AndNothingRevoked(Running where) throws Exception {
      Person first = where.people().joinWithDevice();
      Person second = first.again();
      second.device().register();
      first.device().approve(second.device());
      LocalVault vault = LocalVault.of(first);
      PushVault push = vault.seal(Map.of("KEY", "1"));
      first.api().post(vault.route(), push).require(200);
      vault.accept(push);
      Person other = where.people().joinWithDevice();
      LocalVault foreign = LocalVault.of(other);
      PushVault others = foreign.seal(Map.of("KEY", "1"));
      other.api().post(foreign.route(), others).require(200);
      foreign.accept(others);
      VaultHead head = vault.head();
      for (VaultHead false_ :
          List.of(
              new VaultHead(head.vault(), Integer.MAX_VALUE, head.manifest()),
              new VaultHead(head.vault(), 2, head.manifest()),
              new VaultHead(head.vault(), 1, foreign.head().manifest()),
              foreign.head())) {
        Answer answer =
            first.device().append(new ChainEvent.Revoked(second.device().keyId(), List.of(false_)));
        refused(answer);
        assertThat(answer.problem().detail())
            .contains("version " + false_.version() + " of vault " + false_.vault());
      }
      assertThat(first.device().chain().length()).isEqualTo(2);
      assertThat(status(first, second.device())).isEqualTo("approved");
      second.api().get(vault.route()).require(200);
      first.device().revoke(second.device(), head);
      assertThat(first.device().chain().floor(head.vault())).contains(head);
      second.api().get(vault.route()).require(401);
    }

    @Test
    void sameEventTwice_409() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      Person second = first.again();
      second.device().register();
      DeviceChain before = first.device().chain();
      ChainEvent event =
          new ChainEvent.Approved(second.device().identity().keys(), second.device().name());
      AppendEvent signed = new AppendEvent(signed(before, event, first.device()));
      first.api().post("/api/devices/chain", signed).require(201);
      refused(first.api().post("/api/devices/chain", signed));
      assertThat(first.device().chain().length()).isEqualTo(2);
    }

    @Test
    void eventSignedByAnotherDevice_409() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      Person second = first.again();
      second.device().register();
      ChainEvent event =
          new ChainEvent.Approved(second.device().identity().keys(), second.device().name());
      String note = signed(first.device().chain(), event, second.device());
      refused(first.api().post("/api/devices/chain", new AppendEvent(note)));
      assertThat(status(first, second.device())).isEqualTo("pending");
    }
  }

  @Nested
  class AsARevokedDevice {
    @ParameterizedTest
    @EnumSource(Running.class)
    void everything_401AndNoWayBack(Running where) throws Exception {
      Person first = where.people().joinWithDevice();
      Person second = first.again();
      second.device().register();
      first.device().approve(second.device());
      Api script = scriptOf(second);
      Api scriptOfScript = scriptOf(script);
      first.device().revoke(second.device());
      second.api().get("/api/vaults").require(401);
      script.get("/api/vaults").require(401);
      scriptOfScript.get("/api/vaults").require(401);
      second.api().get("/api/devices").require(401);

      Person back = first.again();
      Answer registered = back.api().post("/api/devices", second.device().registration());
      assertThat(registered.status()).isEqualTo(409);
      assertThat(registered.problem().code()).isEqualTo("device_revoked");
      back.device().register();
      ChainEvent approval =
          new ChainEvent.Approved(back.device().identity().keys(), back.device().name());
      AppendEvent byRevoked =
          new AppendEvent(signed(first.device().chain(), approval, second.device()));
      back.api().post("/api/devices/chain", byRevoked).require(403);
      refused(first.api().post("/api/devices/chain", byRevoked));
      assertThat(status(first, second.device())).isEqualTo("revoked");
      assertThat(status(first, back.device())).isEqualTo("pending");
      assertThat(first.device().chain().length()).isEqualTo(3);
    }
  }

  @Nested
  class AsAnotherAccount {
    @Test
    void device_404AndChainOfItsOwn() throws Exception {
      Person first = Running.H2.people().joinWithDevice();
      Person other = Running.H2.people().joinWithDevice();
      other.api().get(path(first.device())).require(404);
      other.api().put(path(first.device()) + "/challenge", challenge(other)).require(404);
      assertThat(other.device().chain().devices()).hasSize(1);
    }
  }

  @Nested
  class AsAnybodyWithAToken {
    @ParameterizedTest
    @ValueSource(strings = {"x", "a%20b", "ABCDEF0123456789ABCDEF0123456789"})
    void malformedKeyId_400(String id) throws Exception {
      Answer answer = Running.H2.people().join().api().get("/api/devices/" + id);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.problem().code()).isEqualTo("malformed_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2f..", "%00", "a%5cb"})
    void keyIdWithASlashOrNul_400(String id) throws Exception {
      Running.H2.people().join().api().get("/api/devices/" + id).require(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1.5", "99999999999999999999"})
    void malformedFrom_400(String from) throws Exception {
      Answer answer = Running.H2.people().join().api().get("/api/devices/chain?from=" + from);
      assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"event\":7}",
          "{\"event\":\"\"}",
          "{\"event\":\"coffer/1 account event\\n\\n\u2014 x y\\n\"}"
        })
    void malformedEvent_400(String body) throws Exception {
      Api api = Running.H2.people().joinWithDevice().api();
      assertThat(api.postText("/api/devices/chain", body).problem().code())
          .isEqualTo("malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"name\":\"a\",\"signingKey\":\"AA==\",\"agreementKey\":\"AA==\",\"commitment\":\"AA==\"}",
          "{\"name\":\"a\",\"signingKey\":\"!\",\"agreementKey\":\"!\",\"commitment\":\"!\"}"
        })
    void malformedRegistration_400(String body) throws Exception {
      Person person = Running.H2.people().join();
      person.api().postText("/api/devices", body).require(400);
      assertThat(person.api().get("/api/devices").text()).isEqualTo("{\"devices\":[]}");
    }
  }

  private static String signed(DeviceChain chain, ChainEvent event, TestDevice author) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return SignedNote.sign(chain.next(event, author.keyId(), now).text(), author.identity())
        .format();
  }

  private static PairingChallenge challenge(Person approver) throws Exception {
    DeviceChain chain = approver.device().chain();
    return new PairingChallenge(
        approver.device().keyId().value(),
        chain.genesis().orElseThrow().text(),
        chain.head().orElseThrow().sequence(),
        chain.head().orElseThrow().digest().text(),
        Bytes.of(new byte[32]).base64());
  }

  private static PairingReveal reveal() {
    return new PairingReveal(Bytes.of(new byte[32]).base64());
  }

  private static String path(TestDevice device) {
    return "/api/devices/" + device.keyId();
  }

  private static Api scriptOf(Person person) throws Exception {
    return scriptOf(person.api());
  }

  /** With an access token that the holder of this one makes. */
  private static Api scriptOf(Api api) throws Exception {
    CreateToken order = new CreateToken("script", "full", 1);
    Answer made = api.post("/api/tokens", order).require(201);
    Api script = api.as(made.as(IssuedToken.class).token());
    script.get("/api/vaults").require(200);
    return script;
  }

  private static DeviceView view(Person person, TestDevice device) throws Exception {
    return person.api().get(path(device)).require(200).as(DeviceView.class);
  }

  private static String status(Person person, TestDevice device) throws Exception {
    return view(person, device).status();
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem().code()).isEqualTo("chain_event_refused");
  }

  private static void outOfOrder(Answer answer) {
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem().code()).isEqualTo("pairing_out_of_order");
  }
}
