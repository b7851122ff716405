package dev.coffer.client.cli.ci;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.ServerProbe;
import dev.coffer.client.workload.report.JobReport;
import dev.coffer.client.workload.report.RefusalAdvice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report for people and for programs. */
record ReportText(JobReport report, Instant now) {
  /** More than this and tokens seem to come from the future or to be over. */
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  /** The claims that decide; what names persons, and the token's own id, stay out. */
  private static final List<String> CLAIMS =
      List.of(
          "iss",
          "sub",
          "repository",
          "repository_id",
          "repository_owner_id",
          "ref",
          "ref_type",
          "ref_protected",
          "environment",
          "event_name",
          "workflow_ref",
          "job_workflow_ref",
          "project_path",
          "project_id",
          "namespace_id",
          "job_project_id",
          "pipeline_source",
          "ci_config_ref_uri",
          "organization_slug",
          "pipeline_slug",
          "build_branch",
          "build_tag",
          "oidc.circleci.com/project-id",
          "oidc.circleci.com/vcs-ref");

  private static final List<String> TIMES = List.of("iat", "nbf", "exp");

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("platform: " + report.provider());
    claims().forEach((name, value) -> lines.add("  " + name + ": " + value));
    lines.add("audience wanted: " + report.job().audience());
    lines.add("server: " + report.job().server());
    lines.add("vault: " + report.wanted().vault());
    report.wanted().owner().ifPresent(owner -> lines.add("owner: " + owner));
    lines.add("environment: " + report.wanted().environment());
    report.wanted().policy().ifPresent(policy -> lines.add("policy asked for: " + policy));
    clocks().ifPresent(lines::add);
    report.outcome().ifPresent(outcome -> lines.addAll(exchange(outcome)));
    return lines;
  }

  private Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", report.claims().audiences());
    CLAIMS.forEach(name -> report.claims().text(name).ifPresent(text -> claims.put(name, text)));
    TIMES.forEach(
        name -> report.claims().time(name).ifPresent(time -> claims.put(name, time.toString())));
    return claims;
  }

  /** How far this machine is ahead of the server. */
  private Optional<Duration> skew() {
    return report.server().flatMap(ServerProbe.Answer::time).map(t -> Duration.between(t, now));
  }

  private Optional<String> clocks() {
    return skew()
        .filter(skew -> skew.abs().compareTo(TOLERANCE) > 0)
        .map(
            skew ->
                "clocks: this machine is "
                    + skew.abs().toSeconds()
                    + " s "
                    + (skew.isNegative() ? "behind" : "ahead of")
                    + " the server; one of them is wrong");
  }

  private static List<String> exchange(JobReport.Outcome outcome) {
    List<String> lines = new ArrayList<>();
    outcome.policy().ifPresent(policy -> lines.add("exchange: accepted by policy " + policy));
    outcome
        .refusal()
        .ifPresent(
            refusal ->
                lines.add("exchange: refused" + outcome.code().map(c -> ", " + c).orElse("")));
    outcome.code().flatMap(RefusalAdvice::of).ifPresent(advice -> lines.add("  do: " + advice));
    return lines;
  }

  Map<String, Object> shape() {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("platform", report.provider());
    shape.put("claims", claims());
    shape.put("audience", report.job().audience().value());
    shape.put("server", report.job().server().text());
    shape.put("vault", report.wanted().vault().value());
    shape.put("owner", report.wanted().owner().orElse(null));
    shape.put("environment", report.wanted().environment().value());
    shape.put("clockSkewSeconds", skew().map(Duration::toSeconds).orElse(null));
    shape.put("exchange", report.outcome().map(ReportText::shape).orElse(null));
    return shape;
  }

  private static Map<String, Object> shape(JobReport.Outcome outcome) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("status", outcome.refusal().isEmpty() ? "accepted" : "refused");
    shape.put("policy", outcome.policy().orElse(null));
    shape.put("code", outcome.code().orElse(null));
    shape.put("message", outcome.refusal().map(ClientException::getMessage).orElse(null));
    shape.put("hint", outcome.refusal().flatMap(ClientException::hint).orElse(null));
    shape.put("do", outcome.code().flatMap(RefusalAdvice::of).orElse(null));
    return shape;
  }
}
