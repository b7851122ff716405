package dev.coffer.client.remote;

import dev.coffer.protocol.wire.account.AccountList;
import dev.coffer.protocol.wire.account.AccountView;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.account.CreatedAccount;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.protocol.wire.account.Session;
import dev.coffer.protocol.wire.account.SignIn;
import dev.coffer.protocol.wire.account.TokenList;

/** The server's routes about accounts, sessions and access tokens. */
public interface AccountRemote {
  Session signIn(SignIn signIn);

  void signOut();

  AccountView me();

  AccountList accounts();

  CreatedAccount createAccount(CreateAccount account);

  TokenList tokens();

  IssuedToken createToken(CreateToken token);

  void revokeToken(String tokenId);

  IssuedToken rotateToken();
}
