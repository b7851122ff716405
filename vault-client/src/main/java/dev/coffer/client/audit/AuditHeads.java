package dev.coffer.client.audit;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.WireJson;
import dev.coffer.client.store.SealedFile;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.Malformed;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Keeps the verified head of each owner's log, sealed, so that no log can shrink unseen. */
public final class AuditHeads {
  private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

  private final SealedFolder folder;

  public AuditHeads(SealedFolder folder) {
    this.folder = folder;
  }

  /** The head of {@code owner}'s log; empty before it was verified here. */
  public Optional<KnownHead> known(String owner) {
    if (!OWNER.matcher(owner).matches()) {
      return Optional.empty();
    }
    SealedFile file = file(owner);
    return file.read().map(text -> parse(file, owner, text));
  }

  void remember(KnownHead head) {
    file(head.owner()).write(WireJson.write(head));
  }

  /** Does {@code act} while no other process verifies this log. */
  <T> T locked(String owner, Supplier<T> act) {
    return folder.locked(name(owner), act);
  }

  private SealedFile file(String owner) {
    return folder.file(name(owner));
  }

  /** A file's name comes from the server: nothing in it leads elsewhere. */
  private static String name(String owner) {
    if (!OWNER.matcher(owner).matches()) {
      throw new ClientException.Tampered("the owner of the audit log has no id", null);
    }
    return "audit-" + owner;
  }

  private static KnownHead parse(SealedFile file, String owner, String text) {
    try {
      KnownHead head = WireJson.read(text, KnownHead.class);
      if (head.isComplete() && head.owner().equals(owner)) {
        return head;
      }
    } catch (Malformed e) {
      throw file.damaged();
    }
    throw file.damaged();
  }
}
