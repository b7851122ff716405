package dev.coffer.server.device;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.Pairing;
import dev.coffer.protocol.wire.device.DeviceView;
import dev.coffer.protocol.wire.device.PairingChallenge;
import dev.coffer.server.access.DeviceStatus;
import dev.coffer.server.problem.DeviceConflict;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * One device that asked to belong to an account: pending, then approved, then perhaps revoked, and
 * nothing after that. While pending it carries one pairing: commitment, challenge, reveal, in this
 * order.
 */
@Entity
public class Device {
  @Id private String id;

  @Column(name = "account_id")
  private UUID accountId;

  @Column(name = "key_id")
  private KeyId keyId;

  private String name;

  @Column(name = "signing_key")
  private Bytes signingKey;

  @Column(name = "agreement_key")
  private Bytes agreementKey;

  @Enumerated(EnumType.STRING)
  private DeviceStatus status;

  @Column(name = "created_at")
  private Instant createdAt;

  private Digest commitment;
  private KeyId approver;
  private Digest genesis;

  @Column(name = "chain_sequence")
  private Long chainSequence;

  @Column(name = "chain_head")
  private Digest chainHead;

  private Bytes challenge;
  private Bytes reveal;

  protected Device() {}

  Device(UUID accountId, DeviceKeys keys, DeviceName name, Digest commitment, Instant now) {
    this.id = UUID.randomUUID().toString();
    this.accountId = accountId;
    this.keyId = keys.keyId();
    this.name = name.value();
    this.signingKey = keys.signing();
    this.agreementKey = keys.agreement();
    this.status = DeviceStatus.PENDING;
    this.createdAt = now;
    this.commitment = commitment;
  }

  /** Begins the pairing anew while pending; changes nothing of an approved device. */
  void registerAgain(DeviceName newName, Digest newCommitment) {
    if (status == DeviceStatus.REVOKED) {
      throw DeviceConflict.revoked();
    }
    if (status == DeviceStatus.PENDING) {
      name = newName.value();
      commitment = newCommitment;
      clearChallenge();
    }
  }

  /** Takes the approver's half of the pairing, unless this device has answered one already. */
  void challenge(Challenge asked) {
    if (status != DeviceStatus.PENDING || reveal != null) {
      throw DeviceConflict.pairingOutOfOrder(
          "only a pending device that has not answered can be challenged");
    }
    approver = asked.approver();
    genesis = asked.genesis();
    chainSequence = asked.chain().sequence();
    chainHead = asked.chain().digest();
    challenge = asked.nonce();
  }

  /** Opens the commitment. Once, and only after the approver is bound to its nonce. */
  void reveal(Bytes nonce) {
    if (status != DeviceStatus.PENDING || challenge == null || reveal != null) {
      throw DeviceConflict.pairingOutOfOrder("a pending device answers one challenge, once");
    }
    if (!Pairing.commitment(keys(), new DeviceName(name), nonce).equals(commitment)) {
      throw DeviceConflict.pairingOutOfOrder("the nonce is not the one that was committed to");
    }
    reveal = nonce;
  }

  void approve() {
    status = DeviceStatus.APPROVED;
    commitment = null;
    clearChallenge();
  }

  void revoke() {
    status = DeviceStatus.REVOKED;
    commitment = null;
    clearChallenge();
  }

  private void clearChallenge() {
    approver = null;
    genesis = null;
    chainSequence = null;
    chainHead = null;
    challenge = null;
    reveal = null;
  }

  public KeyId keyId() {
    return keyId;
  }

  public DeviceKeys keys() {
    return new DeviceKeys(signingKey, agreementKey);
  }

  public DeviceStatus status() {
    return status;
  }

  DeviceView view() {
    return new DeviceView(
        keyId.value(),
        name,
        signingKey.base64(),
        agreementKey.base64(),
        status.text(),
        createdAt,
        commitment == null ? null : commitment.text(),
        challenge == null ? null : challengeView(),
        reveal == null ? null : reveal.base64());
  }

  private PairingChallenge challengeView() {
    return new PairingChallenge(
        approver.value(), genesis.text(), chainSequence, chainHead.text(), challenge.base64());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Device that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "Device[" + id + "]";
  }
}
