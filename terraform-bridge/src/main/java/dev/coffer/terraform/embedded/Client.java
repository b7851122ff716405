package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.declaration.Place;
import dev.coffer.client.declaration.Unfinished;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.client.sync.HeadChanges;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Declined.Reason;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.walk.Memory;
import dev.coffer.terraform.walk.Seen;
import dev.coffer.terraform.walk.Silence;
import java.io.IOException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The workspaces of one account. A workspace is for one thread, and Terraform asks for many
 * resources at once: so several read at a time, and one changes. What the client refuses is refused
 * here. A server that did not answer is not asked again for a while: each of hundreds of resources
 * would wait for it in turn.
 */
final class Client {
  /** So many read at once; more would only queue at the server. */
  private static final int READERS = 4;

  private static final int CONFLICT = 409;

  private final Supplier<Workspace> workspaces;
  private final Advice advice;
  private final Silence silence;
  private final Deque<Workspace> idle = new ConcurrentLinkedDeque<>();
  private final Semaphore readers = new Semaphore(READERS);
  private final Lock changing = new ReentrantLock();
  private final Memory memory = new Memory();
  private final Seen<String, TrustedMembership> chains = seen();
  private final Seen<String, Unfinished> unfinished = seen();

  /**
   * The account of the profile that {@code workspaces} are of.
   *
   * @param workspaces makes one more
   */
  Client(Supplier<Workspace> workspaces, Advice advice) {
    this.workspaces = workspaces;
    this.advice = advice;
    this.silence = new Silence(advice.surroundings().clock());
  }

  /** A memory that every {@link #change} empties. */
  <K, V> Seen<K, V> seen() {
    return memory.seen();
  }

  /**
   * What {@code act} sees, which changes nothing. It asks no memory, so that nobody waits twice.
   */
  <T> T read(Function<Workspace, T> act) {
    readers.acquireUninterruptibly();
    try {
      return with(act);
    } finally {
      readers.release();
    }
  }

  /** As {@link #read}; empty when what it is about does not exist. */
  <T> Optional<T> find(Function<Workspace, Optional<T>> act) {
    return Declined.ifThere(() -> read(act));
  }

  /** What {@code act} gives, which changes something: nothing that was seen holds any more. */
  <T> T change(Function<Workspace, T> act) {
    return alone(
        workspace -> {
          try {
            return act.apply(workspace);
          } finally {
            memory.forget();
          }
        });
  }

  /** As {@link #change} where {@code act} itself says what of that does not hold any more. */
  <T> T alone(Function<Workspace, T> act) {
    changing.lock();
    try {
      return with(act);
    } finally {
      changing.unlock();
    }
  }

  private <T> T with(Function<Workspace, T> act) {
    silence.requireOver();
    Workspace workspace = Optional.ofNullable(idle.pollFirst()).orElseGet(workspaces);
    try {
      workspace.account(); // before a machine key is made for nobody
      return act.apply(workspace);
    } catch (ClientException e) {
      throw declined(e);
    } catch (Malformed e) {
      throw new Declined(Reason.REFUSED, e.getMessage(), "");
    } finally {
      idle.addFirst(workspace);
    }
  }

  private Declined declined(ClientException e) {
    Declined declined = new Declined(reason(e), e.getMessage(), advice.after(e));
    if (e instanceof ClientException.Unreachable && e.getCause() instanceof IOException) {
      return silence.begin(declined);
    }
    return declined;
  }

  /** An organisation's chain, verified and looked at once. */
  TrustedMembership membership(String nameOrId) {
    return chains.get(
        nameOrId, () -> read(workspace -> organisation(workspace, nameOrId).chain().current()));
  }

  /** What interrupted changes of an organisation's members have left, looked at once. */
  Unfinished unfinished(String nameOrId) {
    Membership now = membership(nameOrId).membership();
    return unfinished.get(
        nameOrId,
        () ->
            read(
                workspace ->
                    Unfinished.in(
                        now,
                        () -> workspace.shared().sharedVaults(organisation(workspace, nameOrId)),
                        workspace.folder())));
  }

  /**
   * A 404 of the server is its word alone, upon which nothing counts as gone: the client library
   * makes its own of it where nothing that was verified says otherwise.
   */
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
    return e instanceof ClientException.Refused refused && refused.status() == CONFLICT
        ? Reason.CONFLICT
        : Reason.REFUSED;
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
