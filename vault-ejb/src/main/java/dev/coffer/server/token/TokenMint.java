package dev.coffer.server.token;

import dev.coffer.server.access.AccessToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the text of an access token: a MicroProfile JWT 2.1 whose {@code jti} names its row. */
@ApplicationScoped
public class TokenMint {
  /** The group that every access token names; what one permits is looked up, not written in it. */
  public static final String GROUP = "user";

  /** The group that the token of a CI run names: it opens the one route that is made for it. */
  public static final String RUN_GROUP = "workload";

  @Inject private SigningKeys keys;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.issuer")
  private String issuer;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.audiences")
  private List<String> audiences;

  /** The only copy: the server keeps nothing that it could be made from again. */
  public String mint(AccessToken token, String account) {
    Map<String, Object> claims = claims(token.accountId().toString(), GROUP, token.id());
    claims.put("upn", account);
    claims.put("iat", token.createdAt().getEpochSecond());
    claims.put("exp", token.expiresAt().getEpochSecond());
    return keys.sign(claims);
  }

  /** The only copy of a CI run's token. Who acts is the policy; there is no account. */
  public String mint(JobClaims job) {
    Map<String, Object> claims = claims(job.policy().value(), RUN_GROUP, job.id());
    claims.put("upn", job.policy().value());
    claims.put("vault", job.vault().value());
    claims.put("env", job.environment().value());
    claims.put("policy", job.policy().value());
    claims.put("iat", job.issuedAt().getEpochSecond());
    claims.put("exp", job.expiresAt().getEpochSecond());
    return keys.sign(claims);
  }

  private Map<String, Object> claims(String subject, String group, UUID id) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", audiences.get(0));
    claims.put("sub", subject);
    claims.put("groups", List.of(group));
    claims.put("jti", id.toString());
    return claims;
  }
}
