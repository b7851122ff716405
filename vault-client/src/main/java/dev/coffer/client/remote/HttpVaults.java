package dev.coffer.client.remote;

import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushReceipt;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VaultList;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.PolicyList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The vaults of an account or of an organisation over HTTP, whose routes have the same shape. */
class HttpVaults implements VaultRemote {
  private static final String POLICIES = "oidc/policies";

  private final Transport http;
  private final String base;

  /**
   * @param base the path below which the routes are
   */
  HttpVaults(Transport http, String base) {
    this.http = http;
    this.base = base;
  }

  @Override
  public VaultList vaults() {
    return http.send(HttpCall.get(base + "/vaults")).as(VaultList.class);
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
  public PolicyList policies(VaultId vault) {
    return http.send(HttpCall.get(path(vault, POLICIES))).as(PolicyList.class);
  }

  @Override
  public void changePolicy(VaultId vault, ChangePolicy change) {
    http.send(HttpCall.post(path(vault, POLICIES), change));
  }

  @Override
  public EscrowKeyList escrowKeys() {
    return http.sendOpenly(HttpCall.get("/api/vault/oidc/escrow-keys")).as(EscrowKeyList.class);
  }

  @Override
  public AuditPage audit(Optional<VaultId> vault, Optional<String> cursor) {
    return http.send(HttpCall.get(auditPath(vault) + query(cursor))).as(AuditPage.class);
  }

  @Override
  public AuditPage auditAfter(Optional<VaultId> vault, long sequence) {
    return http.send(HttpCall.get(auditPath(vault) + "?after=" + sequence)).as(AuditPage.class);
  }

  private String auditPath(Optional<VaultId> vault) {
    return vault.map(id -> path(id, "audit")).orElse(base + "/audit");
  }

  private String path(VaultId vault, String what) {
    return base + "/vaults/" + encode(vault.value()) + "/" + what;
  }

  private static String query(Optional<String> cursor) {
    return cursor.map(c -> "?cursor=" + encode(c)).orElse("");
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
