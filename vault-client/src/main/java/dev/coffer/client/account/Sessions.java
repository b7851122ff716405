package dev.coffer.client.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.AccountRemote;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.client.remote.WireJson;
import dev.coffer.client.store.SealedFile;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.protocol.wire.account.Session;
import dev.coffer.protocol.wire.account.SignIn;
import java.util.Optional;

/** Keeps the session of a profile, sealed, and gives its bearer for its own server only. */
public final class Sessions {
  private final SealedFile file;

  public Sessions(SealedFile file) {
    this.file = file;
  }

  /** The account this profile belongs to; empty before the first sign-in. */
  public Optional<SavedSession> saved() {
    return file.read().map(this::parse);
  }

  /** The bearer, when somebody is signed in to exactly this server. */
  public Optional<String> bearer(ServerAddress server) {
    return saved()
        .filter(session -> session.server().equals(server.text()))
        .map(SavedSession::token);
  }

  /**
   * Signs in and keeps the session.
   *
   * @throws ClientException.Usage when this profile belongs to another account or server
   */
  public SavedSession signIn(ServerAddress server, AccountRemote remote, SignIn signIn) {
    Optional<SavedSession> before = saved();
    if (before.isPresent() && !before.get().server().equals(server.text())) {
      throw foreign(before.get());
    }
    Session session = remote.signIn(signIn);
    SavedSession signedIn =
        new SavedSession(
            server.text(),
            session.account(),
            session.accountId(),
            session.token(),
            session.tokenId(),
            session.expiresAt());
    if (before.isPresent() && !before.get().accountId().equals(session.accountId())) {
      throw foreign(before.get());
    }
    save(signedIn);
    return signedIn;
  }

  private static ClientException foreign(SavedSession owner) {
    return new ClientException.Usage(
        "this profile belongs to account '" + owner.account() + "' on " + owner.server(),
        "set COFFER_PROFILE to a new name for another account or server");
  }

  /** Takes a new bearer for the same session. */
  public void renew(IssuedToken issued) {
    saved()
        .map(old -> old.renewed(issued.token(), issued.tokenId(), issued.expiresAt()))
        .ifPresent(this::save);
  }

  /** Forgets the bearer, and keeps whose profile this is. */
  public void forget() {
    saved().map(old -> old.renewed(null, null, null)).ifPresent(this::save);
  }

  private void save(SavedSession session) {
    file.write(WireJson.write(session));
  }

  private SavedSession parse(String text) {
    try {
      return WireJson.read(text, SavedSession.class);
    } catch (Malformed e) {
      throw file.damaged();
    }
  }
}
