package dev.coffer.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.Together;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Attacks with a token that holds: against policies, what they release, and other servers. */
final class CiPolicyAttacks {
  private CiPolicyAttacks() {}

  static List<CiAttack> all() {
    return List.of(
        new CiAttack("use a token a second time", "token_replayed", CiPolicyAttacks::replayed),
        new CiAttack(
            "use a token twice in the same moment", "token_replayed", CiPolicyAttacks::together),
        new CiAttack(
            "use a token a second time at another server",
            "token_replayed",
            CiPolicyAttacks::elsewhere),
        new CiAttack(
            "take over a name after its id was pinned",
            "identity_changed",
            CiPolicyAttacks::pinned),
        new CiAttack(
            "let a fork's merge request speak for the target (GitLab)",
            "fork_not_allowed",
            CiPolicyAttacks::fork),
        new CiAttack(
            "let the widest of two policies win", "policy_ambiguous", CiPolicyAttacks::two),
        new CiAttack("take an empty list for all", "policy_misconfigured", CiPolicyAttacks::empty),
        new CiAttack(
            "read another environment than the token was exchanged for",
            "env_not_allowed",
            scene -> pull(scene, "/api/vaults/" + scene.vault.id() + "/ci-pull?env=later")),
        new CiAttack(
            "read another vault than the token was exchanged for",
            "env_not_allowed",
            scene -> {
              LocalVault other = scene.vault();
              return pull(scene, "/api/vaults/" + other.id() + "/ci-pull?env=default");
            }),
        new CiAttack(
            "push with the token of a run",
            "not_signed_in",
            scene -> pull(scene, "/api/vaults/" + scene.vault.id() + "/sync")),
        new CiAttack(
            "read after the policy was revoked", "policy_not_found", CiPolicyAttacks::revoked));
  }

  private static Answer replayed(CiScene scene) throws Exception {
    String token = scene.issuer.token("/github", scene.claims());
    scene.exchange(token).require(200);
    return unchanged(scene, scene.server.api(), token);
  }

  private static Answer together(CiScene scene) throws Exception {
    String token = scene.issuer.token("/github", scene.claims());
    Callable<Answer> attempt = () -> scene.exchange(token);
    List<Answer> answers = Together.send(List.of(attempt, attempt, attempt, attempt));
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
    return answers.stream().filter(answer -> answer.status() != 200).findFirst().orElseThrow();
  }

  private static Answer elsewhere(CiScene scene) throws Exception {
    try (CofferServer other = CofferServer.beside(scene.server).start()) {
      String token = scene.issuer.token("/github", scene.claims());
      scene.exchange(other.api(), token, null).require(200);
      return unchanged(scene, scene.server.api(), token);
    }
  }

  private static Answer unchanged(CiScene scene, Api api, String token) throws Exception {
    String before = scene.state();
    Answer answer = scene.exchange(api, token, null);
    assertThat(scene.state()).isEqualTo(before);
    return answer;
  }

  private static Answer pinned(CiScene scene) throws Exception {
    TrustPolicy open = scene.policy(scene.issuer.address("/second"), Optional.empty(), "push");
    return with(
        scene,
        open,
        () -> {
          Map<String, Object> first = scene.claims("iss", scene.issuer.address("/second"));
          scene.exchange(scene.issuer.token("/second", first)).require(200);
          Map<String, Object> other =
              scene.claims(
                  "iss", scene.issuer.address("/second"), "repository_id", "900900", "sub", "x");
          return unchanged(scene, scene.server.api(), scene.issuer.token("/second", other));
        });
  }

  private static Answer fork(CiScene scene) throws Exception {
    TrustPolicy policy =
        scene.policy(
            "gitlab", scene.issuer.address("/gitlab"), Optional.of("20"), "merge_request_event");
    Map<String, Object> claims =
        scene.claims(
            "iss", scene.issuer.address("/gitlab"),
            "sub", "project_path:acme/shop:ref_type:branch:ref:main",
            "project_path", "acme/shop",
            "project_id", "20",
            "job_project_id", "4711",
            "ref", "main",
            "pipeline_source", "merge_request_event",
            "ci_config_ref_uri", host(scene) + "/acme/shop//.gitlab-ci.yml@refs/heads/main");
    return with(scene, policy, () -> scene.exchange(scene.issuer.token("/gitlab", claims)));
  }

  private static String host(CiScene scene) {
    return scene.issuer.address("").replace("http://", "");
  }

  private static Answer two(CiScene scene) throws Exception {
    TrustPolicy wider =
        scene.policy(
            scene.issuer.address("/github"), Optional.of("777001"), "push", "workflow_dispatch");
    return with(scene, wider, () -> scene.exchange(scene.claims()));
  }

  private static Answer empty(CiScene scene) throws Exception {
    TrustPolicy nothing = scene.policy(scene.issuer.address("/second"), Optional.of("777001"));
    return with(
        scene,
        nothing,
        () ->
            scene.exchange(
                scene.issuer.token(
                    "/second", scene.claims("iss", scene.issuer.address("/second")))));
  }

  private static Answer with(CiScene scene, TrustPolicy policy, Callable<Answer> attempt)
      throws Exception {
    scene.set(policy);
    try {
      return attempt.call();
    } finally {
      scene.remove(policy);
    }
  }

  private static Answer revoked(CiScene scene) throws Exception {
    String bearer = bearer(scene);
    scene.remove(scene.policy);
    try {
      return scene
          .server
          .api()
          .as(bearer)
          .get("/api/vaults/" + scene.vault.id() + "/ci-pull?env=default");
    } finally {
      scene.set(scene.policy);
    }
  }

  private static Answer pull(CiScene scene, String path) throws Exception {
    return scene.server.api().as(bearer(scene)).get(path);
  }

  private static String bearer(CiScene scene) throws Exception {
    return scene.exchange(scene.claims()).require(200).as(ExchangedToken.class).token();
  }
}
