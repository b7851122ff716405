package dev.coffer.client;

import dev.coffer.client.account.SavedSession;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.remote.HttpRemote;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.protocol.ClientName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which server a workspace speaks to, and with which bearer. A bearer goes to the server that a
 * person named for it, never to one that only a project names.
 */
final class Connection {
  private final Workspace workspace;
  private boolean offline;
  private Optional<ClientName> program = Optional.empty();

  /** Offline from the start when {@code COFFER_OFFLINE} is set to anything but {@code 0}. */
  Connection(Workspace workspace) {
    this.workspace = workspace;
    this.offline = variable("COFFER_OFFLINE").filter(v -> !v.equals("0")).isPresent();
  }

  /** Has the server's audit log say that {@code name} sent the requests from now on. */
  void speakAs(ClientName name) {
    program = Optional.of(name);
  }

  /** What {@link #speakAs} has said; empty for a program that names itself nowhere. */
  Optional<ClientName> program() {
    return program;
  }

  void goOffline() {
    offline = true;
  }

  boolean isOffline() {
    return offline;
  }

  /**
   * The server to speak to: {@code asked}, else {@code COFFER_SERVER}, else the session's, else the
   * one that the project names.
   */
  ServerAddress server(Optional<String> asked) {
    return knownServer(asked)
        .orElseThrow(
            () ->
                new ClientException.Usage(
                    "no server is known", "give --server, or set COFFER_SERVER"));
  }

  private Optional<ServerAddress> knownServer(Optional<String> asked) {
    return asked
        .or(() -> variable("COFFER_SERVER"))
        .or(() -> workspace.savedSession().map(SavedSession::server))
        .or(() -> workspace.project().flatMap(ProjectFile::server))
        .map(ServerAddress::parse);
  }

  /** The server that {@link #server} gives, with its bearer; refusing where there is none. */
  HttpRemote remote() {
    if (offline) {
      return HttpRemote.refusing(ClientException.Offline::new);
    }
    return knownServer(Optional.empty())
        .map(address -> with(address, () -> bearerToSend(address)))
        .orElseGet(() -> HttpRemote.refusing(ClientException.NeverSignedIn::new));
  }

  /** A server that is asked without a bearer. */
  HttpRemote stranger(ServerAddress address) {
    return with(address, Optional::empty);
  }

  /** A server that is asked with another session's bearer. */
  HttpRemote with(ServerAddress address, Supplier<Optional<String>> bearer) {
    return offline
        ? HttpRemote.refusing(ClientException.Offline::new)
        : new HttpRemote(address, bearer, authorities(), program);
  }

  /**
   * Whoever signed out, or is signed in elsewhere, is no stranger to whom nothing can be denied.
   */
  private Optional<String> bearerToSend(ServerAddress address) {
    Optional<String> bearer = bearer(address);
    if (bearer.isEmpty() && workspace.savedSession().isPresent()) {
      throw new ClientException.NotSignedIn(
          "nobody is signed in to " + address + " any more", "run 'coffer login'");
    }
    return bearer;
  }

  /** The file of certificates that are believed besides the platform's. */
  Optional<Path> authorities() {
    return variable("COFFER_CA").map(workspace.surroundings().folder()::resolve);
  }

  /** The bearer that requests to {@code address} carry; empty when nobody is signed in. */
  Optional<String> bearer(ServerAddress address) {
    boolean named =
        variable("COFFER_SERVER").isPresent()
            || workspace
                .savedSession()
                .filter(session -> session.server().equals(address.text()))
                .isPresent();
    return variable("COFFER_TOKEN")
        .filter(token -> named)
        .or(() -> workspace.sessions().bearer(address));
  }

  private Optional<String> variable(String name) {
    return workspace.surroundings().variable(name);
  }
}
