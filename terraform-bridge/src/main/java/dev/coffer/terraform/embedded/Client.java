package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.declaration.Place;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.sync.HeadChanges;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Declined.Reason;
import dev.coffer.terraform.declaration.VaultPlace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The workspace of one account, used by one thread at a time: Terraform asks for many resources at
 * once, and a workspace is for one. What the client refuses is refused here. A server that did not
 * answer is not asked again for a while: each of hundreds of resources would wait for it in turn.
 */
final class Client {
  private static final Duration LEFT_ALONE = Duration.ofSeconds(20);

  private final Workspace workspace;
  private final Advice advice;
  private Declined silence;
  private Instant silentUntil = Instant.MIN;

  Client(Workspace workspace, Advice advice) {
    this.workspace = workspace;
    this.advice = advice;
  }

  /** What {@code act} gives. */
  synchronized <T> T with(Function<Workspace, T> act) {
    Instant now = workspace.surroundings().clock().instant();
    if (now.isBefore(silentUntil)) {
      throw new Declined(silence.reason(), silence.getMessage(), silence.advice());
    }
    try {
      workspace.account(); // before a machine key is made for nobody
      return act.apply(workspace);
    } catch (ClientException e) {
      throw declined(e);
    } catch (Malformed e) {
      throw new Declined(Reason.REFUSED, e.getMessage(), "");
    }
  }

  private Declined declined(ClientException e) {
    Declined declined = new Declined(reason(e), e.getMessage(), advice.after(e));
    if (e instanceof ClientException.Unreachable && e.getCause() instanceof IOException) {
      silence = declined;
      silentUntil = workspace.surroundings().clock().instant().plus(LEFT_ALONE);
    }
    return declined;
  }

  /** What {@code act} gives; empty when what it is about does not exist. */
  <T> Optional<T> find(Function<Workspace, Optional<T>> act) {
    try {
      return with(act);
    } catch (Declined e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Reason reason(ClientException e) {
    if (e instanceof ClientException.NotFound) {
      return Reason.NOT_FOUND;
    }
    if (e instanceof ClientException.Conflict) {
      return Reason.CONFLICT;
    }
    if (e instanceof ClientException.Unreachable) {
      return Reason.UNREACHABLE;
    }
    if (e instanceof ClientException.Refused refused) {
      return switch (refused.status()) {
        case 404 -> Reason.NOT_FOUND;
        case 409 -> Reason.CONFLICT;
        default -> Reason.REFUSED;
      };
    }
    return Reason.REFUSED;
  }

  static HeadChanges head(Workspace workspace, VaultPlace place) {
    return place(place).head(workspace);
  }

  static Place place(VaultPlace place) {
    return new Place(place.organisation(), new VaultId(place.vault()));
  }

  static Organisation organisation(Workspace workspace, String nameOrId) {
    return workspace.shared().organisations().find(nameOrId);
  }
}
