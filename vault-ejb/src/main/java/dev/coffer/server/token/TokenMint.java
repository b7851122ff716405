package dev.coffer.server.token;

import dev.coffer.server.access.AccessToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the text of an access token: a MicroProfile JWT 2.1 whose {@code jti} names its row. */
@ApplicationScoped
public class TokenMint {
  /** The group that every access token names; what one permits is looked up, not written in it. */
  public static final String GROUP = "user";

  @Inject private SigningKeys keys;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.issuer")
  private String issuer;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.audiences")
  private List<String> audiences;

  /** The only copy: the server keeps nothing that it could be made from again. */
  public String mint(AccessToken token, String account) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", audiences.get(0));
    claims.put("sub", token.accountId().toString());
    claims.put("upn", account);
    claims.put("groups", List.of(GROUP));
    claims.put("jti", token.id().toString());
    claims.put("iat", token.createdAt().getEpochSecond());
    claims.put("exp", token.expiresAt().getEpochSecond());
    return keys.sign(claims);
  }
}
