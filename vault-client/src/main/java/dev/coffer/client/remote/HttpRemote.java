package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
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
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushReceipt;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VaultList;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A Coffer server over HTTP. Safe for several threads. */
public final class HttpRemote implements VaultRemote, DeviceRemote, AccountRemote {
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
    this(new HttpTransport(server, bearer, authorities));
  }

  private HttpRemote(Transport http) {
    this.http = http;
  }

  /** A remote that sends nothing: every request ends with {@code reason}. */
  public static HttpRemote refusing(Supplier<ClientException> reason) {
    return new HttpRemote(new NoTransport(reason));
  }

  @Override
  public VaultList vaults() {
    return http.send(HttpCall.get("/api/vaults")).as(VaultList.class);
  }

  @Override
  public Optional<Pulled> pull(VaultId vault, Optional<String> etag) {
    HttpAnswer answer =
        http.send(HttpCall.get(path(vault, "sync")).requireSignature().unless(etag));
    return answer.status() == HttpAnswer.NOT_MODIFIED
        ? Optional.empty()
        : Optional.of(pulled(answer));
  }

  @Override
  public Pulled pullVersion(VaultId vault, int version) {
    String path = path(vault, "sync") + "?version=" + version;
    return pulled(http.send(HttpCall.get(path).requireSignature()));
  }

  private static Pulled pulled(HttpAnswer answer) {
    return new Pulled(answer.as(PulledVault.class), answer.etag());
  }

  @Override
  public Pushed push(VaultId vault, PushVault push) {
    HttpCall call = HttpCall.post(path(vault, "sync"), push).requireSignature();
    HttpAnswer answer = http.send(call);
    return new Pushed(answer.as(PushReceipt.class), answer.etag());
  }

  @Override
  public VersionPage versions(VaultId vault, Optional<String> cursor) {
    return http.send(HttpCall.get(path(vault, "versions") + query(cursor))).as(VersionPage.class);
  }

  @Override
  public WrappedKeyList keys(VaultId vault) {
    return http.send(HttpCall.get(path(vault, "keys")).requireSignature()).as(WrappedKeyList.class);
  }

  @Override
  public WrappedKeyList addKeys(VaultId vault, AddWrappedKeys keys) {
    return http.send(HttpCall.post(path(vault, "keys"), keys).requireSignature())
        .as(WrappedKeyList.class);
  }

  @Override
  public AuditPage audit(Optional<VaultId> vault, Optional<String> cursor) {
    return http.send(HttpCall.get(auditPath(vault) + query(cursor))).as(AuditPage.class);
  }

  @Override
  public AuditPage auditAfter(Optional<VaultId> vault, long sequence) {
    return http.send(HttpCall.get(auditPath(vault) + "?after=" + sequence)).as(AuditPage.class);
  }

  private static String auditPath(Optional<VaultId> vault) {
    return vault.map(id -> path(id, "audit")).orElse("/api/audit");
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
    http.send(HttpCall.delete(TOKENS + "/" + encode(tokenId)));
  }

  @Override
  public IssuedToken rotateToken() {
    return http.send(HttpCall.post(TOKENS + "/rotate", Map.of())).as(IssuedToken.class);
  }

  private static String path(VaultId vault, String what) {
    return "/api/vaults/" + encode(vault.value()) + "/" + what;
  }

  private static String query(Optional<String> cursor) {
    return cursor.map(c -> "?cursor=" + encode(c)).orElse("");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
