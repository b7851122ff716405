package dev.coffer.server.organisation;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.Created;
import dev.coffer.protocol.membership.MembershipEvent.DeviceApproved;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.device.AccountDevices;
import dev.coffer.server.problem.DeviceConflict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * What an event says of its author's own account, which a chain cannot know and this server does:
 * who the account is, and which devices it has approved.
 */
@ApplicationScoped
class OwnClaims {
  @Inject private AccountDevices devices;

  /**
   * Does nothing when what {@code event} says of an account is true of the caller's. Where it names
   * devices, none of them is revoked before the transaction ends.
   *
   * @throws DeviceConflict otherwise
   */
  void require(Admitted who, MembershipEvent event) {
    if (event instanceof Created created) {
      requireAccount(who, created.account(), created.member());
      requireDevices(who, created.devices());
    } else if (event instanceof Joined joined) {
      requireAccount(who, joined.account(), joined.member());
      requireDevices(who, joined.devices());
    } else if (event instanceof DeviceApproved approved) {
      requireAccount(who, approved.account(), who.account());
      requireDevices(who, List.of(approved.device()));
    }
  }

  private static void requireAccount(Admitted who, String account, String name) {
    if (!account.equals(who.accountId().toString()) || !name.equals(who.account())) {
      throw DeviceConflict.chainEventRefused("the event names another account");
    }
  }

  private void requireDevices(Admitted who, List<NamedDevice> named) {
    devices.lock(who.accountId());
    Map<KeyId, DeviceKeys> approved = devices.approved(who.accountId());
    for (NamedDevice device : named) {
      if (!device.keys().equals(approved.get(device.keys().keyId()))) {
        throw DeviceConflict.chainEventRefused(
            "the event names a device that the account has not approved");
      }
    }
  }
}
