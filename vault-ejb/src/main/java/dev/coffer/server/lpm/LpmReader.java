package dev.coffer.server.lpm;

import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.wire.lpm.MemberPublicKey;
import java.util.Optional;

/**
 * A member who may read whole vaults, as {@code lpm} clients know it.
 *
 * @param account the account's id
 * @param key empty while it has published none
 */
record LpmReader(String account, Role role, Optional<String> key) {

  MemberPublicKey view() {
    return new MemberPublicKey(account, roleName(), key, key.isPresent());
  }

  private String roleName() {
    return role == Role.READER ? "member" : role.text();
  }
}
