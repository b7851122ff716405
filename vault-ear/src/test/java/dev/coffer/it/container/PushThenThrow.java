package dev.coffer.it.container;

import dev.coffer.protocol.VaultId;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.vault.Push;
import dev.coffer.server.vault.VaultPushes;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** A use case that succeeds in its first half and fails in its second, in one transaction. */
@Stateless
public class PushThenThrow {
  @Inject private VaultPushes pushes;

  /** Pushes, and throws {@code failure}. */
  public void run(Caller caller, VaultId id, Push push, RuntimeException failure) {
    pushes.push(caller, Tenant.OWN, id, push);
    throw failure;
  }
}
