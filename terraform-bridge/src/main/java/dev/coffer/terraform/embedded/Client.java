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
import java.util.Optional;
import java.util.function.Function;

/**
 * The workspace of one account, used by one thread at a time: Terraform asks for many resources at
 * once, and a workspace is for one. What the client refuses is refused here.
 */
final class Client {
  private final Workspace workspace;

  Client(Workspace workspace) {
    this.workspace = workspace;
  }

  /** What {@code act} gives. */
  synchronized <T> T with(Function<Workspace, T> act) {
    try {
      workspace.account(); // before a machine key is made for nobody
      return act.apply(workspace);
    } catch (ClientException e) {
      throw new Declined(reason(e), e.getMessage(), e.hint().orElse(""));
    } catch (Malformed e) {
      throw new Declined(Reason.REFUSED, e.getMessage(), "");
    }
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
