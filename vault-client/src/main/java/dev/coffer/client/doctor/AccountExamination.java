package dev.coffer.client.doctor;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.account.SavedSession;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.recovery.RecoveryKeys;
import dev.coffer.protocol.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether this machine is signed in, and one of the account's devices. */
final class AccountExamination {
  private static final String LOGIN = "run 'coffer login'";

  private final Workspace workspace;
  private final boolean reached;

  /**
   * Examines the session of a store that opens.
   *
   * @param reached whether the server answers
   */
  AccountExamination(Workspace workspace, boolean reached) {
    this.workspace = workspace;
    this.reached = reached;
  }

  List<Finding> findings() {
    Optional<SavedSession> session = workspace.savedSession();
    if (session.isEmpty()) {
      return List.of(ended("not_signed_in", "nobody ever signed in with this profile", LOGIN));
    }
    if (workspace.bearer().isEmpty()) {
      return List.of(ended("signed_out", "this profile is not signed in to " + server(), LOGIN));
    }
    if (over(session.get())) {
      return List.of(
          ended("session_expired", "the session ended at " + session.get().expiresAt(), LOGIN));
    }
    try {
      return reached ? asked() : known();
    } catch (ClientException.NotSignedIn e) {
      return List.of(
          ended(
              "session_ended",
              "the server does not take this session any more",
              "run 'coffer login'; if it was this device that was revoked, that says so"));
    } catch (ClientException.Tampered e) {
      return List.of(
          Finding.of(
              "chain_refused",
              e,
              "the server shows another history of your devices than this machine has verified;"
                  + " with it, it could add a device of its own",
              "do not push; ask whoever runs the server"));
    } catch (ClientException e) {
      return List.of(Finding.of("server_refuses", e, "the session cannot be used as it is", LOGIN));
    }
  }

  private String server() {
    return workspace.server(Optional.empty()).text();
  }

  private static Finding ended(String id, String what, String todo) {
    return Finding.broken(id, what, "nothing can be pushed or pulled; the local copy works", todo);
  }

  private boolean over(SavedSession session) {
    Instant end = session.expiresAt();
    return end != null && !workspace.surroundings().clock().instant().isBefore(end);
  }

  private List<Finding> known() {
    return workspace.chain().known().map(this::judged).orElse(List.of());
  }

  private List<Finding> asked() {
    workspace.remote().me();
    if (workspace.chain().known().isPresent()) {
      return judged(workspace.chain().seen());
    }
    KeyId id = workspace.identity().keyId();
    String status = workspace.remote().device(id).status();
    return List.of("revoked".equals(status) ? revoked() : pending(id));
  }

  private List<Finding> judged(TrustedChain chain) {
    if (!chain.approves(workspace.identity().keyId())) {
      return List.of(revoked());
    }
    return RecoveryKeys.in(chain).isEmpty() ? List.of(noRecoveryKey()) : List.of();
  }

  private static Finding pending(KeyId id) {
    return Finding.broken(
        "device_pending",
        "this machine (" + id.shortForm() + ") is not one of the account's devices yet",
        "no vault's key was given to it, so nothing can be pulled",
        "run 'coffer device confirm' here and 'coffer device approve "
            + id.shortForm()
            + "' on another device; or 'coffer recovery use' when there is none left");
  }

  private Finding revoked() {
    return Finding.broken(
        "device_revoked",
        "this machine was revoked as a device of the account",
        "it gets no keys any more, for good; the local copy is what it was then",
        "save local edits with 'coffer export', move "
            + workspace.profile().folder()
            + " away, then 'coffer login' and have it approved as a new device");
  }

  private static Finding noRecoveryKey() {
    return Finding.note(
        "no_recovery_key",
        "the account has no recovery key",
        "if every device is lost, so is every vault: the server cannot open them",
        "run 'coffer recovery create' and keep the words on paper");
  }
}
