package dev.coffer.web.oidc;

import com.nimbusds.jose.JWSVerifier;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.workload.Claims;
import dev.coffer.protocol.workload.TokenRules;
import dev.coffer.protocol.workload.Verdict;
import dev.coffer.protocol.workload.Workload;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.workload.TokenMark;
import dev.coffer.server.workload.VerifiedRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Proves what a CI token says: it was signed by a key that its issuer publishes, the issuer is one
 * of ours, and it is for us and for now. May ask the issuer; never within a transaction.
 */
@ApplicationScoped
public class TokenVerification {
  private static final String ASK = "ask the platform for a token of this run, and send it whole";

  @Inject private Clock clock;
  @Inject private Issuers issuers;
  @Inject private KeySets keys;

  /**
   * The run that the token proves.
   *
   * @throws AccessRefused when it proves nothing
   */
  public VerifiedRun verified(String token) {
    try {
      return verified(CompactToken.parse(token));
    } catch (Malformed e) {
      throw invalid(e.getMessage());
    }
  }

  private VerifiedRun verified(CompactToken token) {
    Claims claims = token.claims();
    Issuer issuer = issuers.find(claims.text("iss")).orElseThrow(TokenVerification::unknown);
    requireSignature(token, keys.of(issuer));
    issuers
        .rules()
        .refusal(claims, clock.instant())
        .ifPresent(
            refused -> {
              throw AccessRefused.ofRun(refused);
            });
    Workload workload = issuer.kind().workload(issuer.name(), claims);
    return new VerifiedRun(workload, mark(token, issuer));
  }

  private static void requireSignature(CompactToken token, IssuerKeys published) {
    Optional<JWSVerifier> key = published.verifier(token.keyId(), token.algorithm());
    if (key.isEmpty() && !published.isUsable()) {
      throw invalid("the issuer's keys cannot be read now");
    }
    if (!key.map(token::isSignedBy).orElse(false)) {
      throw invalid("no key that the issuer publishes has signed the token");
    }
  }

  /** A token without an id is known again by all that was signed: it, too, is taken once. */
  private static TokenMark mark(CompactToken token, Issuer issuer) {
    Claims claims = token.claims();
    Optional<String> id = claims.optionalText("jti");
    if (id.isEmpty() && issuer.kind().namesTokens()) {
      throw new Malformed("the claim 'jti' is missing");
    }
    return new TokenMark(
        Digest.of(issuer.address()),
        Digest.of(id.map(text -> "id " + text).orElseGet(() -> "text " + token.signed())),
        claims.time("exp").orElseThrow().plus(TokenRules.SKEW));
  }

  private static AccessRefused invalid(String detail) {
    return AccessRefused.ofRun(new Verdict.Refused(Problem.TOKEN_INVALID, detail, ASK));
  }

  private static AccessRefused unknown() {
    return AccessRefused.ofRun(
        new Verdict.Refused(
            Problem.ISSUER_UNKNOWN,
            "the token's issuer is none that this server trusts",
            "GET /api/vault/oidc/escrow-keys lists them; they are compared character by character"));
  }
}
