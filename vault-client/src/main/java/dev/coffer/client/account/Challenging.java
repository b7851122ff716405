package dev.coffer.client.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.identity.ApprovingPairing;
import dev.coffer.client.remote.DeviceRemote;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.device.DeviceView;
import java.util.Optional;
import java.util.function.Function;

/**
 * The approver's questions to one pending device, until one is answered. A device that starts its
 * pairing anew has another commitment, and gets another challenge for it: none serves twice. Not
 * safe for several threads.
 */
final class Challenging {
  private static final String PENDING = "pending";

  /**
   * Each new start is one more guess at an eight-digit code for a server between the devices, so
   * they are few.
   */
  private static final int STARTS = 5;

  private final DeviceRemote remote;
  private final KeyId device;
  private final Function<DeviceView, ApprovingPairing> pairings;
  private int starts;
  private String commitment;
  private ApprovingPairing pairing;

  Challenging(DeviceRemote remote, KeyId device, Function<DeviceView, ApprovingPairing> pairings) {
    this.remote = remote;
    this.device = device;
    this.pairings = pairings;
  }

  /** Challenges the device as it stands. */
  void challenge() {
    challenge(pending());
  }

  private void challenge(DeviceView view) {
    if (view.reveal() != null) {
      throw new ClientException.Conflict(
          "the other device has answered another pairing",
          "start 'coffer device confirm' there again, then this command");
    }
    starts++;
    if (starts > STARTS) {
      throw new ClientException.Conflict(
          "the other device started its pairing anew " + STARTS + " times",
          "nothing was approved; run this command when it stands still");
    }
    pairing = pairings.apply(view);
    commitment = view.commitment();
    try {
      remote.challenge(device, pairing.challenge());
    } catch (ClientException.Refused e) {
      // Answered in between; the next look tells which pairing.
      if (!e.code().equals(Problem.PAIRING_OUT_OF_ORDER.code())) {
        throw e;
      }
    }
  }

  /** The pairing whose challenge the device has answered; empty while it has not. */
  Optional<ApprovingPairing> answered() {
    DeviceView now = pending();
    if (!commitment.equals(now.commitment())) {
      challenge(now);
      return Optional.empty();
    }
    if (now.reveal() == null) {
      return Optional.empty();
    }
    pairing.reveal(now.reveal());
    return Optional.of(pairing);
  }

  private DeviceView pending() {
    DeviceView view = remote.device(device);
    if (!PENDING.equals(view.status())) {
      throw new ClientException.Conflict(
          "the device is not waiting for approval; it is " + view.status(), null);
    }
    return view;
  }
}
