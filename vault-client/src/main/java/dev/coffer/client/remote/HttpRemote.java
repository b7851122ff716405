package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.wire.account.AccountList;
import dev.coffer.protocol.wire.account.AccountView;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.account.CreatedAccount;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.protocol.wire.account.Session;
import dev.coffer.protocol.wire.account.SignIn;
import dev.coffer.protocol.wire.account.TokenList;
import dev.coffer.protocol.wire.device.AppendEvent;
import dev.coffer.protocol.wire.device.ChainPage;
import dev.coffer.protocol.wire.device.DeviceList;
import dev.coffer.protocol.wire.device.DeviceView;
import dev.coffer.protocol.wire.device.PairingChallenge;
import dev.coffer.protocol.wire.device.PairingReveal;
import dev.coffer.protocol.wire.device.RegisterDevice;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A Coffer server over HTTP. Safe for several threads. */
public final class HttpRemote extends HttpVaults implements DeviceRemote, AccountRemote {
  private static final String DEVICES = "/api/devices";
  private static final String TOKENS = "/api/tokens";

  private final Transport http;

  /**
   * Speaks to {@code server}.
   *
   * @param bearer asked before each request; empty when nobody ever signed in
   */
  public HttpRemote(ServerAddress server, Supplier<Optional<String>> bearer) {
    this(server, bearer, Optional.empty());
  }

  /**
   * Speaks to {@code server}.
   *
   * @param bearer asked before each request; empty when nobody ever signed in
   * @param authorities a PEM file of certificates that are believed besides the platform's
   */
  public HttpRemote(
      ServerAddress server, Supplier<Optional<String>> bearer, Optional<Path> authorities) {
    this(server, bearer, authorities, Optional.empty());
  }

  /**
   * As {@link #HttpRemote(ServerAddress, Supplier, Optional)}.
   *
   * @param program what the server's audit log is to call this program; empty for the command
   */
  public HttpRemote(
      ServerAddress server,
      Supplier<Optional<String>> bearer,
      Optional<Path> authorities,
      Optional<ClientName> program) {
    this(new HttpTransport(server, bearer, authorities).as(program));
  }

  private HttpRemote(Transport http) {
    super(http, "/api");
    this.http = http;
  }

  /** A remote that sends nothing: every request ends with {@code reason}. */
  public static HttpRemote refusing(Supplier<ClientException> reason) {
    return new HttpRemote(new NoTransport(reason));
  }

  @Override
  public DeviceList devices() {
    return http.send(HttpCall.get(DEVICES)).as(DeviceList.class);
  }

  @Override
  public DeviceView device(KeyId id) {
    return http.send(HttpCall.get(DEVICES + "/" + id)).as(DeviceView.class);
  }

  @Override
  public DeviceView register(RegisterDevice device) {
    return http.send(HttpCall.post(DEVICES, device)).as(DeviceView.class);
  }

  @Override
  public DeviceView challenge(KeyId id, PairingChallenge challenge) {
    return http.send(HttpCall.put(DEVICES + "/" + id + "/challenge", challenge))
        .as(DeviceView.class);
  }

  @Override
  public DeviceView reveal(KeyId id, PairingReveal reveal) {
    return http.send(HttpCall.put(DEVICES + "/" + id + "/reveal", reveal)).as(DeviceView.class);
  }

  @Override
  public ChainPage chain(long from) {
    return http.send(HttpCall.get(DEVICES + "/chain?from=" + from)).as(ChainPage.class);
  }

  @Override
  public void append(String event) {
    http.send(HttpCall.post(DEVICES + "/chain", new AppendEvent(event)));
  }

  @Override
  public Session signIn(SignIn signIn) {
    return http.sendOpenly(HttpCall.post("/api/sessions", signIn)).as(Session.class);
  }

  @Override
  public void signOut() {
    http.send(HttpCall.delete("/api/sessions/current"));
  }

  @Override
  public AccountView me() {
    return http.send(HttpCall.get("/api/accounts/me")).as(AccountView.class);
  }

  @Override
  public AccountList accounts() {
    return http.send(HttpCall.get("/api/accounts")).as(AccountList.class);
  }

  @Override
  public CreatedAccount createAccount(CreateAccount account) {
    return http.send(HttpCall.post("/api/accounts", account)).as(CreatedAccount.class);
  }

  @Override
  public TokenList tokens() {
    return http.send(HttpCall.get(TOKENS)).as(TokenList.class);
  }

  @Override
  public IssuedToken createToken(CreateToken token) {
    return http.send(HttpCall.post(TOKENS, token)).as(IssuedToken.class);
  }

  @Override
  public void revokeToken(String tokenId) {
    http.send(HttpCall.delete(TOKENS + "/" + HttpVaults.encode(tokenId)));
  }

  @Override
  public IssuedToken rotateToken() {
    return http.send(HttpCall.post(TOKENS + "/rotate", Map.of())).as(IssuedToken.class);
  }

  /** The routes about organisations; the same server, the same bearer. */
  public OrganisationRemote organisations() {
    return new HttpOrganisations(http);
  }

  /** The vaults of one organisation, by routes of the same shape. */
  public VaultRemote vaultsOf(UUID organisation) {
    return new HttpVaults(http, "/api/orgs/" + organisation);
  }
}
