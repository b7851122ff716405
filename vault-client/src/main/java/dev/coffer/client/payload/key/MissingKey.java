package dev.coffer.client.payload.key;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.util.Optional;

/**
 * Why this device got no key with what it pulled, and what helps. Whom a server lists as recipients
 * decides what is said, and nothing else.
 */
record MissingKey(KeyId device, Roster roster, PulledVault pulled) {
  private static final String NOTHING_STORED = "nothing was stored; ";
  private static final String PUSH_WRAPS =
      NOTHING_STORED
          + "the next 'coffer push' of any member with full access wraps one, their"
          + " 'coffer rotate-key' at once";

  ClientException ofVault() {
    return refused(
        "this vault",
        KeyScope.VAULT,
        "run 'coffer push' or 'coffer rotate-key' on a device that can open the vault");
  }

  ClientException of(EnvironmentName environment) {
    return refused(named(environment), KeyScope.of(environment), PUSH_WRAPS);
  }

  /** For a device that has its other keys of the epoch. */
  static ClientException notWrapped(EnvironmentName environment) {
    return refused(notWrapped(named(environment)), PUSH_WRAPS);
  }

  private ClientException refused(String what, KeyScope scope, String wrapping) {
    Optional<ChainDevice> known = roster.device(device);
    if (known.isEmpty()) {
      return refused(
          "the vault's owner has not approved this device",
          NOTHING_STORED
              + "run 'coffer login' on this machine, without COFFER_TOKEN, then 'coffer device"
              + " approve' on a device that reads the vault; where it is approved already, any"
              + " command for the organisation there lets it in");
    }
    if (!known.get().isApproved()) {
      return refused(
          "this device was revoked",
          NOTHING_STORED
              + "set COFFER_PROFILE to a new name and run 'coffer login': that is a new device");
    }
    return isWithheld(new Recipient(device, scope))
        ? refused(
            "there is a key of " + what + " for this device, but the access token is not its own",
            NOTHING_STORED
                + "leave COFFER_TOKEN out, so that this machine's own session is used, which"
                + " 'coffer login' begins")
        : refused(notWrapped(what), wrapping);
  }

  /** Whether there is a key, and this device got not one of its keys. */
  private boolean isWithheld(Recipient recipient) {
    return pulled.wrappedKey() == null
        && (pulled.environmentKeys() == null || pulled.environmentKeys().isEmpty())
        && Holders.parse(pulled.recipients()).contains(recipient);
  }

  private static String notWrapped(String what) {
    return "no key of " + what + " was wrapped for this device";
  }

  private static String named(EnvironmentName environment) {
    return "environment '" + environment + "'";
  }

  private static ClientException refused(String message, String hint) {
    Problem problem = Problem.DEVICE_NOT_APPROVED;
    return new ClientException.Refused(problem.status(), problem.code(), message, hint, null);
  }
}
