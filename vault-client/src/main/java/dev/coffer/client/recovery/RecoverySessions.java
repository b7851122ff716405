package dev.coffer.client.recovery;

import dev.coffer.client.remote.HttpRemote;
import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.protocol.wire.account.Session;
import dev.coffer.protocol.wire.account.SignIn;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Opens the second session that a recovery key needs; neither is ever stored. */
public final class RecoverySessions {
  private static final int SHORTEST_DAYS = 1;

  private final Function<Supplier<Optional<String>>, HttpRemote> server;

  /**
   * Sessions on one server.
   *
   * @param server speaks to it with the bearer that it is given
   */
  public RecoverySessions(Function<Supplier<Optional<String>>, HttpRemote> server) {
    this.server = server;
  }

  /** From the session of an approved device, without a password. */
  public RecoverySession from(HttpRemote approved) {
    IssuedToken token =
        approved.createToken(new CreateToken(RecoveryKeys.NAME.value(), "full", SHORTEST_DAYS));
    HttpRemote own = server.apply(() -> Optional.of(token.token()));
    return new RecoverySession(own, own, () -> approved.revokeToken(token.tokenId()));
  }

  /** With the account's password: a device that waits for approval can open no session. */
  public RecoverySession signIn(String account, String password) {
    Session session =
        server
            .apply(Optional::empty)
            .signIn(new SignIn(account, password, null, RecoveryKeys.NAME.value()));
    HttpRemote own = server.apply(() -> Optional.of(session.token()));
    return new RecoverySession(own, own, own::signOut);
  }
}
