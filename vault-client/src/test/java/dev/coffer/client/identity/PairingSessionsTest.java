package dev.coffer.client.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.device.DeviceView;
import dev.coffer.protocol.wire.device.PairingChallenge;
import dev.coffer.protocol.wire.device.RegisterDevice;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A laptop approves a desktop, with an honest server between them and with a hostile one. */
class PairingSessionsTest {
  private static final DeviceName NAME = new DeviceName("desktop");
  private final SecureRandom random = new SecureRandom();
  private final DeviceIdentity laptop = MachineKey.generate(random).deviceIdentity();
  private final DeviceIdentity desktop = MachineKey.generate(random).deviceIdentity();
  private final DeviceIdentity server = MachineKey.generate(random).deviceIdentity();
  private final TrustedChain chain =
      TrustedChain.begin(author(laptop).create("account", new DeviceName("laptop")));
  private final NewDevicePairing newSide = new NewDevicePairing(desktop, NAME, random);
  private final ApprovingPairing approving = approving(newSide.registration(), desktop);

  private static ChainAuthor author(DeviceIdentity identity) {
    return new ChainAuthor(
        identity, Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
  }

  private static DeviceView view(RegisterDevice device, String keyId, String name) {
    return new DeviceView(
        keyId,
        name,
        device.signingKey(),
        device.agreementKey(),
        "pending",
        Instant.EPOCH,
        device.commitment(),
        null,
        null);
  }

  private ApprovingPairing approving(RegisterDevice device, DeviceIdentity identity) {
    return new ApprovingPairing(
        chain, laptop.keyId(), view(device, identity.keyId().value(), device.name()), random);
  }

  @Nested
  class Honest {
    @Test
    void bothSides_showOneCode_andTheDeviceIsIn() {
      approving.reveal(newSide.answer(approving.challenge()).nonce());
      assertThat(approving.code()).isEqualTo(newSide.code());
      SignedNote approval = approving.approve(newSide.code().replace(" ", ""), author(laptop));
      ConfirmedPairing confirmed = newSide.confirm(" " + approving.code());
      TrustedChain longer = chain.append(approval);
      List<String> events =
          List.of(author(laptop).create("account", new DeviceName("laptop")), approval).stream()
              .map(SignedNote::format)
              .toList();
      TrustedChain pinned = TrustedChain.pin("account", confirmed, events);
      assertThat(pinned.head()).isEqualTo(longer.head());
      assertThat(pinned.approves(desktop.keyId())).isTrue();
    }

    @Test
    void answer_askedTwice_isTheSame() {
      PairingChallenge challenge = approving.challenge();
      assertThat(newSide.answer(challenge)).isEqualTo(newSide.answer(challenge));
    }
  }

  @Nested
  class Hostile {
    private void tampered(Runnable step) {
      assertThatExceptionOfType(ClientException.Tampered.class).isThrownBy(step::run);
    }

    @Test
    void ownDeviceInTheMiddle_givesTwoCodes() {
      NewDevicePairing servers = new NewDevicePairing(server, NAME, random);
      ApprovingPairing towardsLaptop = approving(servers.registration(), server);
      towardsLaptop.reveal(servers.answer(towardsLaptop.challenge()).nonce());
      newSide.answer(towardsLaptop.challenge());
      assertThat(towardsLaptop.code()).isNotEqualTo(newSide.code());
      tampered(() -> towardsLaptop.approve(newSide.code(), author(laptop)));
      tampered(() -> newSide.confirm(towardsLaptop.code()));
    }

    @Test
    void challengeChangedAfterTheNonceIsKnown_isRefused() {
      newSide.answer(approving.challenge());
      String code = newSide.code();
      PairingChallenge other = approving(newSide.registration(), desktop).challenge();
      tampered(() -> newSide.answer(other));
      assertThat(newSide.code()).isEqualTo(code);
    }

    @Test
    void anotherNonceThanCommitted_isRefused() {
      NewDevicePairing other = new NewDevicePairing(desktop, NAME, random);
      tampered(() -> approving.reveal(other.answer(approving.challenge()).nonce()));
      tampered(() -> approving.reveal("AAAA"));
    }

    @Test
    void anotherNameThanCommitted_isRefused() {
      ApprovingPairing renamed =
          new ApprovingPairing(
              chain,
              laptop.keyId(),
              view(newSide.registration(), desktop.keyId().value(), "ci-runner"),
              random);
      tampered(() -> renamed.reveal(newSide.answer(renamed.challenge()).nonce()));
    }

    @Test
    void keyIdOfOtherKeys_isRefused() {
      tampered(
          () ->
              new ApprovingPairing(
                  chain,
                  laptop.keyId(),
                  view(newSide.registration(), server.keyId().value(), NAME.value()),
                  random));
    }

    @Test
    void malformedViewOrChallenge_isRefused() {
      RegisterDevice incomplete = new RegisterDevice(NAME.value(), null, null, null, null);
      tampered(() -> approving(incomplete, desktop));
      tampered(() -> newSide.answer(new PairingChallenge(null, null, null, null, null)));
      tampered(() -> newSide.answer(new PairingChallenge("x", "x", 0L, "x", "x")));
    }

    @Test
    void wrongCode_thenTheRightOne_isRefused() {
      approving.reveal(newSide.answer(approving.challenge()).nonce());
      String wrong = newSide.code().equals("0000 0000") ? "0000 0001" : "0000 0000";
      tampered(() -> approving.approve(wrong, author(laptop)));
      tampered(() -> approving.approve(newSide.code(), author(laptop)));
    }

    @Test
    void anotherAccountsChainShownAfterwards_isRefused() {
      approving.reveal(newSide.answer(approving.challenge()).nonce());
      ConfirmedPairing confirmed = newSide.confirm(approving.code());
      SignedNote forged = author(server).create("account", new DeviceName("laptop"));
      TrustedChain forgedChain = TrustedChain.begin(forged);
      SignedNote approval = author(server).approve(forgedChain, desktop.keys(), NAME);
      List<String> events = List.of(forged.format(), approval.format());
      tampered(() -> TrustedChain.pin("account", confirmed, events));
      String genuine = author(laptop).create("account", new DeviceName("laptop")).format();
      tampered(() -> TrustedChain.pin("other", confirmed, List.of(genuine)));
      tampered(() -> TrustedChain.pin("account", confirmed, List.of()));
    }
  }
}
