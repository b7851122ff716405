package dev.coffer.client.account;

import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.identity.NewDevicePairing;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.remote.DeviceRemote;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainLink;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.note.SignedNote;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * Makes a signed-in machine known to its account: the first one begins the account's chain, a known
 * one is bound to its new session, any other waits for approval.
 */
public final class Enrolment {
  private final DeviceIdentity identity;
  private final DeviceRemote remote;
  private final AccountChain chain;
  private final ChainAuthor author;
  private final SecureRandom random;

  public Enrolment(
      DeviceIdentity identity,
      DeviceRemote remote,
      AccountChain chain,
      Clock clock,
      SecureRandom random) {
    this.identity = identity;
    this.remote = remote;
    this.chain = chain;
    this.author = new ChainAuthor(identity, clock);
    this.random = random;
  }

  /**
   * Enrols this machine.
   *
   * @param account the id of the account that is signed in
   * @return {@code approved}, or {@code pending} when another device must approve it
   */
  public String enrol(String account, DeviceName name) {
    String status =
        remote.register(new NewDevicePairing(identity, name, random).registration()).status();
    if (chain.known().isPresent()) {
      return chain.current().approves(identity.keyId()) ? "approved" : status;
    }
    List<String> served = chain.served();
    if (served.isEmpty()) {
      SignedNote created = author.create(account, name);
      TrustedChain begun = TrustedChain.begin(created);
      remote.append(created.format());
      chain.pin(begun);
      return "approved";
    }
    if (begunHere(served.get(0))) {
      chain.pin(TrustedChain.begin(SignedNote.parse(served.get(0))));
      return chain.current().approves(identity.keyId()) ? "approved" : status;
    }
    return "pending";
  }

  /** Whether this device began the account, and only the server's answer to that was lost. */
  private boolean begunHere(String first) {
    try {
      SignedNote note = SignedNote.parse(first);
      return ChainLink.parse(note.text()).author().equals(identity.keyId())
          && note.verify(identity.verificationKey());
    } catch (Malformed e) {
      return false;
    }
  }
}
