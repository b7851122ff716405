package dev.coffer.client.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.identity.ApprovingPairing;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.identity.ConfirmedPairing;
import dev.coffer.client.identity.NewDevicePairing;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.remote.DeviceRemote;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.wire.device.PairingChallenge;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Conducts a pairing over the server, from either side, with a person comparing the codes. */
public final class DevicePairings {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final DeviceIdentity identity;
  private final DeviceRemote remote;
  private final AccountChain chain;
  private final Clock clock;
  private final SecureRandom random;

  public DevicePairings(
      DeviceIdentity identity,
      DeviceRemote remote,
      AccountChain chain,
      Clock clock,
      SecureRandom random) {
    this.identity = identity;
    this.remote = remote;
    this.chain = chain;
    this.clock = clock;
    this.random = random;
  }

  /** The device whose key id starts with {@code start}. */
  public KeyId find(String start) {
    return new DeviceRoll(remote, chain).find(start);
  }

  /**
   * Approves the pending device {@code id} from this one, which is approved. It does not matter
   * which device begins: one that starts its pairing while this one waits is challenged again.
   *
   * @throws ClientException.Tampered when the codes differ; nothing is approved then
   */
  public void approve(KeyId id, CodeDialog dialog) {
    TrustedChain trusted = chain.current();
    Challenging challenging =
        new Challenging(
            remote, id, view -> new ApprovingPairing(trusted, identity.keyId(), view, random));
    challenging.challenge();
    dialog.waiting();
    ApprovingPairing pairing =
        new Polling(PATIENCE)
            .await("the other device to run 'coffer device confirm'", challenging::answered);
    String typed = dialog.exchange(pairing.code());
    chain.append(pairing.approve(typed, new ChainAuthor(identity, clock)));
  }

  /**
   * Plays the new device's side on this machine until it is approved.
   *
   * @param account the id of the account that is signed in
   * @throws ClientException.Tampered when the codes differ; nothing is trusted then
   */
  public void confirm(String account, DeviceName name, CodeDialog dialog) {
    if (chain.known().isPresent()) {
      throw new ClientException.Conflict("this device has been paired already", null);
    }
    NewDevicePairing pairing = new NewDevicePairing(identity, name, random);
    remote.register(pairing.registration());
    dialog.waiting();
    PairingChallenge challenge =
        new Polling(PATIENCE)
            .await(
                "'coffer device approve " + identity.keyId().shortForm() + "' on another device",
                () -> Optional.ofNullable(remote.device(identity.keyId()).challenge()));
    remote.reveal(identity.keyId(), pairing.answer(challenge));
    ConfirmedPairing confirmed = pairing.confirm(dialog.exchange(pairing.code()));
    TrustedChain trusted =
        new Polling(PATIENCE)
            .await("the other device's approval", () -> approved(account, confirmed));
    chain.pin(trusted);
  }

  private Optional<TrustedChain> approved(String account, ConfirmedPairing confirmed) {
    TrustedChain served = TrustedChain.pin(account, confirmed, chain.served());
    return served.approves(identity.keyId()) ? Optional.of(served) : Optional.empty();
  }
}
