package dev.coffer.it.kit;

import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.Pairing;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.device.AppendEvent;
import dev.coffer.protocol.wire.device.ChainPage;
import dev.coffer.protocol.wire.device.PairingChallenge;
import dev.coffer.protocol.wire.device.PairingReveal;
import dev.coffer.protocol.wire.device.RegisterDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Real keys on a session, and the requests by which a device gets in, lets in and throws out. */
public final class TestDevice {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Api api;
  private final String accountId;
  private final DeviceIdentity identity = MachineKey.generate(RANDOM).deviceIdentity();
  private final DeviceName name = new DeviceName("device " + Workplace.random());
  private final Bytes nonce = nonce();

  TestDevice(Api api, String accountId) {
    this.api = api;
    this.accountId = accountId;
  }

  /** The server with the session that this device is used on. */
  public Api api() {
    return api;
  }

  public DeviceIdentity identity() {
    return identity;
  }

  public KeyId keyId() {
    return identity.keyId();
  }

  public DeviceName name() {
    return name;
  }

  /** What {@link #register} sends. */
  public RegisterDevice registration() {
    Digest commitment = Pairing.commitment(identity.keys(), name, nonce);
    String signed = Pairing.registrationText(identity.keys(), name, commitment);
    return new RegisterDevice(
        name.value(),
        identity.keys().signing().base64(),
        identity.keys().agreement().base64(),
        commitment.text(),
        identity.sign(signed.getBytes(StandardCharsets.UTF_8)).base64());
  }

  /** Registers it as pending and binds the session to it. */
  public void register() throws IOException {
    api.post("/api/devices", registration()).require(201);
  }

  /** Begins the account's chain, by which this device becomes the first approved one. */
  public void createAccount() throws IOException {
    append(new ChainEvent.Created(accountId, identity.keys(), name)).require(201);
  }

  /** Pairs with a registered device of the same account, and lets it in. */
  public void approve(TestDevice other) throws IOException {
    DeviceChain chain = chain();
    PairingChallenge challenge =
        new PairingChallenge(
            keyId().value(),
            chain.genesis().orElseThrow().text(),
            chain.head().orElseThrow().sequence(),
            chain.head().orElseThrow().digest().text(),
            nonce().base64());
    api.put("/api/devices/" + other.keyId() + "/challenge", challenge).require(200);
    other
        .api
        .put("/api/devices/" + other.keyId() + "/reveal", new PairingReveal(other.nonce.base64()))
        .require(200);
    append(new ChainEvent.Approved(other.identity.keys(), other.name)).require(201);
  }

  /** Takes every right from a device of the same account. */
  public void revoke(TestDevice other, VaultHead... seen) throws IOException {
    append(new ChainEvent.Revoked(other.keyId(), List.of(seen))).require(201);
  }

  /**
   * Offers an event to the server as the next one of the account's chain, signed by this device.
   */
  public Answer append(ChainEvent event) throws IOException {
    return api.post("/api/devices/chain", new AppendEvent(signed(event).format()));
  }

  /** The event that would be the next one, signed by this device. */
  public SignedNote signed(ChainEvent event) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return SignedNote.sign(chain().next(event, keyId(), now).text(), identity);
  }

  /** The account's chain as the server tells it, verified. */
  public DeviceChain chain() throws IOException {
    ChainPage page = api.get("/api/devices/chain?from=0").require(200).as(ChainPage.class);
    return DeviceChain.replay(page.events().stream().map(SignedNote::parse).toList());
  }

  private static Bytes nonce() {
    byte[] bytes = new byte[Pairing.NONCE_LENGTH];
    RANDOM.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
