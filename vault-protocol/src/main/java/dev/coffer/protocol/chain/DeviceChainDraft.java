package dev.coffer.protocol.chain;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.snapshot.DeviceChainSnapshot;
import dev.coffer.protocol.chain.snapshot.DeviceText;
import dev.coffer.protocol.chain.snapshot.HeadLists;
import dev.coffer.protocol.chain.snapshot.PolicyText;
import dev.coffer.protocol.note.Signatures;
import dev.coffer.protocol.note.SignedNote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account's chain while events are added to it. Nobody else sees it before it is whole and its
 * signatures are verified. Not safe for use by several threads.
 */
final class DeviceChainDraft {
  private final List<Digest> digests;
  private final Map<KeyId, ChainDevice> devices;
  private Optional<String> account;
  private long lastRevocation;
  private Policies policies;

  DeviceChainDraft(
      List<Digest> digests,
      Map<KeyId, ChainDevice> devices,
      Optional<String> account,
      long lastRevocation,
      Policies policies) {
    this.digests = new ArrayList<>(digests);
    this.devices = new LinkedHashMap<>(devices);
    this.account = account;
    this.lastRevocation = lastRevocation;
    this.policies = policies;
  }

  /**
   * What {@code snapshot} was taken of.
   *
   * @throws Malformed when it has another form
   */
  static DeviceChainDraft of(DeviceChainSnapshot snapshot) {
    if (!DeviceChainSnapshot.FORM.equals(snapshot.form()) || isIncomplete(snapshot)) {
      throw new Malformed("a snapshot of an account's chain has another form here");
    }
    HeadLists heads = HeadLists.of(snapshot.heads());
    Map<KeyId, ChainDevice> devices = new LinkedHashMap<>();
    for (DeviceText text : snapshot.devices()) {
      devices.put(new KeyId(text.id()), text.device(heads));
    }
    return new DeviceChainDraft(
        snapshot.digests().stream().map(Digest::parse).toList(),
        devices,
        Optional.of(snapshot.account()),
        snapshot.lastRevocation(),
        Policies.of(snapshot.policies().stream().map(PolicyText::standing).toList()));
  }

  private static boolean isIncomplete(DeviceChainSnapshot snapshot) {
    return snapshot.account() == null
        || snapshot.digests() == null
        || snapshot.digests().isEmpty()
        || snapshot.devices() == null
        || snapshot.heads() == null
        || snapshot.policies() == null;
  }

  /**
   * Adds {@code note}, whose signature is yet to be verified.
   *
   * @throws ChainRefused when it may not follow
   */
  void follow(SignedNote note, Signatures signatures) {
    ChainLink link = ChainLink.parse(note.text());
    if (link.sequence() != digests.size() || !link.previous().equals(headDigest())) {
      throw new ChainRefused("the event does not follow event " + (digests.size() - 1));
    }
    if (link.event() instanceof ChainEvent.Created created) {
      begin(link, created);
    } else {
      requireApproved(link.author());
      apply(link);
    }
    ChainDevice author = devices.get(link.author());
    signatures.expect(
        () -> note.verify(author.keys().verificationKey()),
        "the event's signature is not its author's");
    digests.add(note.digest());
  }

  private void requireApproved(KeyId author) {
    if (!isApproved(author)) {
      throw new ChainRefused("the event's author is not an approved device");
    }
  }

  private boolean isApproved(KeyId device) {
    return Optional.ofNullable(devices.get(device)).filter(ChainDevice::isApproved).isPresent();
  }

  private void begin(ChainLink link, ChainEvent.Created created) {
    if (!digests.isEmpty()) {
      throw new ChainRefused("an account is created once");
    }
    if (!link.author().equals(created.device().keyId())) {
      throw new ChainRefused("the first event is signed by the device that it names");
    }
    devices.put(link.author(), device(created.device(), created.name(), 0));
    account = Optional.of(created.account());
  }

  private void apply(ChainLink link) {
    if (link.event() instanceof ChainEvent.Approved approved) {
      approve(approved, link.sequence());
    } else if (link.event() instanceof ChainEvent.Revoked revoked) {
      revoke(revoked);
      lastRevocation = link.sequence();
    } else if (link.event() instanceof ChainEvent.PolicySet set) {
      policies = policies.with(new Policies.Standing(set.policy(), link.author(), link.sequence()));
    } else if (link.event() instanceof ChainEvent.PolicyRemoved removed) {
      policies = policies.without(policies.require(removed.policy()));
    }
  }

  private void approve(ChainEvent.Approved approved, long sequence) {
    KeyId added = approved.device().keyId();
    if (devices.containsKey(added)) {
      throw new ChainRefused("device " + added.shortForm() + " was approved or revoked before");
    }
    devices.put(added, device(approved.device(), approved.name(), sequence));
  }

  private void revoke(ChainEvent.Revoked revoked) {
    if (!isApproved(revoked.device())) {
      throw new ChainRefused("only an approved device can be revoked");
    }
    if (devices.values().stream().filter(ChainDevice::isApproved).count() == 1) {
      throw new ChainRefused("the last approved device cannot be revoked");
    }
    devices.computeIfPresent(revoked.device(), (id, target) -> target.ended(revoked.heads()));
  }

  private static ChainDevice device(DeviceKeys keys, DeviceName name, long approvedAt) {
    return new ChainDevice(keys, name, approvedAt, Optional.empty());
  }

  private Optional<Digest> headDigest() {
    return digests.isEmpty() ? Optional.empty() : Optional.of(digests.get(digests.size() - 1));
  }

  /** The chain as it is now. */
  DeviceChain chain() {
    return new DeviceChain(digests, devices, account, lastRevocation, policies);
  }
}
