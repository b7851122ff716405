package dev.coffer.server.device;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.wire.device.DeviceList;
import dev.coffer.protocol.wire.device.DeviceView;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.AccessToken;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.DeviceConflict;
import dev.coffer.server.problem.NotFound;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Registers devices and carries their pairing from one to the other. */
@Stateless
public class Devices {
  @PersistenceContext private EntityManager em;
  @Inject private Access access;
  @Inject private AccountDevices devices;
  @Inject private AuditLog audit;
  @Inject private Clock clock;

  /** The account's devices, oldest first. */
  public DeviceList list(Caller caller) {
    Admitted who = access.admit(caller, Right.IDENTIFY);
    return new DeviceList(devices.all(who.accountId()).stream().map(Device::view).toList());
  }

  /**
   * One device of the account.
   *
   * @throws NotFound when the account has no such device
   */
  public DeviceView find(Caller caller, KeyId keyId) {
    return device(access.admit(caller, Right.IDENTIFY), keyId).view();
  }

  /**
   * Binds the caller's access token to the device, which is new, pending or approved.
   *
   * @throws DeviceConflict when the device was revoked
   * @throws AccessRefused when the access token is bound to another device
   */
  public DeviceView register(Caller caller, Registration asked) {
    Admitted who = access.admit(caller, Right.JOIN);
    KeyId keyId = asked.keys().keyId();
    if (who.device().filter(bound -> !bound.equals(keyId)).isPresent()) {
      throw AccessRefused.forbidden("This session belongs to another device; sign in again");
    }
    devices.lock(who.accountId());
    Device device = devices.find(who.accountId(), keyId).orElse(null);
    if (device == null) {
      device =
          new Device(
              who.accountId(), asked.keys(), asked.name(), asked.commitment(), clock.instant());
      em.persist(device);
    } else {
      device.registerAgain(asked.name(), asked.commitment());
    }
    em.find(AccessToken.class, who.tokenId().toString()).bind(keyId);
    em.flush();
    audit.record(who, "device_register", Optional.empty(), Map.of("device", keyId.value()));
    return device.view();
  }

  /**
   * Passes an approved device's challenge on to a pending one.
   *
   * @throws DeviceConflict unless the device is pending and has not answered a challenge
   * @throws AccessRefused unless the challenge comes from the caller's own, approved device
   */
  public DeviceView challenge(Caller caller, KeyId keyId, Challenge challenge) {
    Admitted who = access.admit(caller, Right.MANAGE_DEVICES);
    if (!who.device().equals(Optional.of(challenge.approver()))) {
      throw AccessRefused.deviceNotApproved("Only an approved device may challenge, for itself");
    }
    devices.lock(who.accountId());
    Device device = device(who, keyId);
    device.challenge(challenge);
    em.flush();
    return device.view();
  }

  /**
   * Opens the pending device's commitment.
   *
   * @throws DeviceConflict unless there is a challenge and no answer yet
   * @throws AccessRefused when the caller is not this device
   */
  public DeviceView reveal(Caller caller, KeyId keyId, Bytes nonce) {
    Admitted who = access.admit(caller, Right.JOIN);
    devices.lock(who.accountId());
    Device device = device(who, keyId);
    if (!who.device().equals(Optional.of(keyId))) {
      throw AccessRefused.forbidden("Only the device itself may answer its challenge");
    }
    device.reveal(nonce);
    em.flush();
    return device.view();
  }

  private Device device(Admitted who, KeyId keyId) {
    return devices.find(who.accountId(), keyId).orElseThrow(() -> new NotFound("device"));
  }
}
