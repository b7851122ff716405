package dev.coffer.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.coffer.it.kit.Answer;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Attacks by the token itself, before and beside any policy. */
final class CiAttacks {
  private static final Gson JSON = new Gson();
  private static final int MEGABYTE = 1_000_000;

  private CiAttacks() {}

  static List<CiAttack> all() {
    return Stream.of(claims(), signatures(), times(), issuers(), CiPolicyAttacks.all())
        .flatMap(List::stream)
        .toList();
  }

  private static CiAttack claim(String title, String code, Object... changes) {
    return new CiAttack(title, code, scene -> scene.exchange(scene.claims(changes)));
  }

  private static CiAttack header(String title, Map<String, Object> more) {
    return new CiAttack(
        title,
        "token_invalid",
        scene -> {
          Map<String, Object> header = new TreeMap<>(more);
          header.putIfAbsent("alg", "RS256");
          header.putIfAbsent("kid", TestIssuer.KEY_ID);
          return scene.exchange(scene.issuer.signed(header, scene.claims(), "/github"));
        });
  }

  private static List<CiAttack> claims() {
    return List.of(
        claim(
            "come with the right audience and no subject",
            "token_invalid",
            "sub",
            Optional.empty()),
        claim(
            "come with a subject that the claims contradict",
            "token_invalid",
            "sub",
            "repo:acme/other:ref:refs/heads/main"),
        claim(
            "use a token that was made for another service",
            "audience_not_allowed",
            "aud",
            "https://github.com/acme"),
        claim(
            "use a token that is for us and for another service",
            "audience_not_allowed",
            "aud",
            List.of("coffer", "sts.amazonaws.com")),
        claim("use a token that is for nobody", "audience_not_allowed", "aud", Optional.empty()),
        claim(
            "come without an id, so that no one sees the token twice",
            "token_invalid",
            "jti",
            Optional.empty()),
        claim(
            "run in another repository of the owner, as `repo:org/*` would permit",
            "policy_not_found",
            "repository",
            "acme/other",
            "repository_id",
            "777002",
            "sub",
            "x"),
        claim(
            "take over the repository's name",
            "identity_changed",
            "repository_id",
            "900900",
            "sub",
            "x"),
        claim("run on another branch", "branch_not_allowed", "ref", "refs/heads/dev", "sub", "x"),
        claim(
            "run for a tag that is called like the branch",
            "branch_not_allowed",
            "ref",
            "refs/tags/main",
            "ref_type",
            "tag",
            "sub",
            "x"),
        claim(
            "hide the branch behind a deployment environment",
            "branch_not_allowed",
            "ref",
            "refs/heads/dev",
            "environment",
            "production",
            "sub",
            "repo:acme/shop:environment:production"),
        claim(
            "run another workflow",
            "workflow_not_allowed",
            "workflow_ref",
            "acme/shop/.github/workflows/x.yml@refs/heads/main"),
        claim(
            "run the workflow as it is on another branch",
            "workflow_not_allowed",
            "job_workflow_ref",
            "acme/shop/.github/workflows/deploy.yml@refs/heads/dev"),
        claim(
            "run with the target's rights for a stranger's pull request",
            "event_not_allowed",
            "event_name",
            "pull_request_target"));
  }

  private static List<CiAttack> signatures() {
    return List.of(
        new CiAttack(
            "come without a signature (`alg: none`)",
            "token_invalid",
            scene -> scene.exchange(TestIssuer.unsigned(scene.claims()))),
        new CiAttack(
            "sign with the public key as a shared secret (`HS256`)",
            "token_invalid",
            scene -> scene.exchange(scene.issuer.symmetric(scene.claims()))),
        header("name an algorithm of another kind of key (`ES256`)", Map.of("alg", "ES256")),
        header("name another algorithm of the same key (`PS256`)", Map.of("alg", "PS256")),
        header("name an algorithm in lower case", Map.of("alg", "rs256")),
        new CiAttack("change a claim under the signature", "token_invalid", CiAttacks::changed),
        new CiAttack(
            "sign with a key of one's own under the issuer's key id",
            "token_invalid",
            scene -> own(scene)),
        new CiAttack("bring one's own key along (`jwk`)", "token_invalid", CiAttacks::embedded),
        header("name an address for the key (`jku`)", Map.of("jku", "http://127.0.0.1:1/jwks")),
        header(
            "name an address for a certificate (`x5u`)", Map.of("x5u", "http://127.0.0.1:1/cert")),
        header("change the rules of the form (`crit`)", Map.of("crit", List.of("exp"))),
        header("leave the key's id away", Map.of("kid", "")),
        header("name a file as the key's id", Map.of("kid", "../../../../dev/null")),
        header("put SQL into the key's id", Map.of("kid", "' or '1'='1")),
        new CiAttack(
            "sign with another trusted issuer's key",
            "token_invalid",
            scene -> scene.exchange(scene.issuer.token("/second", scene.claims()))),
        new CiAttack(
            "have the keys fetched with 40 unknown key ids", "token_invalid", CiAttacks::flood));
  }

  private static List<CiAttack> times() {
    long now = Instant.now().getEpochSecond();
    return List.of(
        claim(
            "use a token that has expired",
            "token_expired",
            "exp",
            now - 90,
            "iat",
            now - 400,
            "nbf",
            now - 400),
        claim("use a token before its time", "token_invalid", "nbf", now + 3600, "exp", now + 7200),
        claim("use a token without an end", "token_invalid", "exp", Optional.empty()),
        claim("use a token that lives for a year", "token_invalid", "exp", now + 31_536_000),
        new CiAttack(
            "send a token of a megabyte",
            "token_invalid",
            scene -> scene.exchange(scene.claims("filler", "x".repeat(MEGABYTE)))),
        new CiAttack("say a claim twice", "token_invalid", CiAttacks::twice));
  }

  private static List<CiAttack> issuers() {
    return List.of(
        new CiAttack(
            "come from the issuer with a slash more",
            "issuer_unknown",
            scene -> scene.exchange(scene.claims("iss", scene.issuer.address("/github/")))),
        new CiAttack(
            "come from the issuer in other letters",
            "issuer_unknown",
            scene -> scene.exchange(scene.claims("iss", scene.issuer.address("/GitHub")))),
        new CiAttack(
            "come from a path below the issuer",
            "issuer_unknown",
            scene -> scene.exchange(scene.claims("iss", scene.issuer.address("/github/acme")))),
        new CiAttack(
            "have another trusted issuer say the same",
            "policy_not_found",
            scene -> from(scene, "/second")),
        new CiAttack(
            "have an issuer's document name another issuer",
            "token_invalid",
            scene -> from(scene, "/liar")),
        new CiAttack(
            "send the server elsewhere for the keys (redirect)",
            "token_invalid",
            CiAttacks::redirected),
        new CiAttack(
            "answer with keys without end", "token_invalid", scene -> from(scene, "/huge")));
  }

  private static Answer from(CiScene scene, String path) throws Exception {
    return scene.exchange(
        scene.issuer.token(path, scene.claims("iss", scene.issuer.address(path))));
  }

  private static Answer redirected(CiScene scene) throws Exception {
    int before = scene.issuer.trapped();
    Answer answer = from(scene, "/moved");
    assertThat(scene.issuer.trapped()).isEqualTo(before);
    return answer;
  }

  private static Answer changed(CiScene scene) throws Exception {
    String[] wrong =
        scene
            .issuer
            .token("/github", scene.claims("ref", "refs/heads/dev", "sub", "x"))
            .split("\\.", -1);
    String[] right = scene.issuer.token("/github", scene.claims()).split("\\.", -1);
    return scene.exchange(wrong[0] + "." + right[1] + "." + wrong[2]);
  }

  private static Answer own(CiScene scene) throws Exception {
    KeyPair own = TestIssuer.rsa();
    Map<String, Object> header = Map.of("alg", "RS256", "kid", TestIssuer.KEY_ID);
    return scene.exchange(
        scene.issuer.signed(JSON.toJson(header), JSON.toJson(scene.claims()), own.getPrivate()));
  }

  private static Answer embedded(CiScene scene) throws Exception {
    KeyPair own = TestIssuer.rsa();
    Map<String, Object> header =
        Map.of(
            "alg",
            "RS256",
            "kid",
            TestIssuer.KEY_ID,
            "jwk",
            TestIssuer.jwk((RSAPublicKey) own.getPublic(), TestIssuer.KEY_ID));
    return scene.exchange(
        scene.issuer.signed(JSON.toJson(header), JSON.toJson(scene.claims()), own.getPrivate()));
  }

  /** Two readers of such a token could see two runs. */
  private static Answer twice(CiScene scene) throws Exception {
    String claims = JSON.toJson(scene.claims());
    String doubled = "{\"repository\":\"acme/other\"," + claims.substring(1);
    String header = JSON.toJson(Map.of("alg", "RS256", "kid", TestIssuer.KEY_ID));
    return scene.exchange(scene.issuer.signed(header, doubled, scene.issuer.key("/github")));
  }

  private static Answer flood(CiScene scene) throws Exception {
    int before = scene.issuer.asked();
    Answer answer = null;
    for (int i = 0; i < 40; i++) {
      Map<String, Object> header = Map.of("alg", "RS256", "kid", "unknown-" + i);
      answer = scene.exchange(scene.issuer.signed(header, scene.claims(), "/github"));
      assertThat(answer.status()).isEqualTo(401);
    }
    assertThat(scene.issuer.asked() - before).isLessThanOrEqualTo(1);
    return answer;
  }
}
