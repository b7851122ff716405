package dev.coffer.client.cli.oidc;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.policy.token.Judgement;
import dev.coffer.client.policy.token.TokenText;
import dev.coffer.client.policy.token.TokenTrial;
import dev.coffer.client.policy.token.TokenTrial.Question;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.workload.GitRef;
import dev.coffer.protocol.workload.TokenRules;
import dev.coffer.protocol.workload.Verdict;
import dev.coffer.protocol.workload.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer oidc test}. */
@Command(
    name = "test",
    description = {
      "Say whether a run with this token may read an environment, and why.",
      "No server is asked, so the token's signature is NOT verified. Code 1: refused."
    },
    footer = {
      "  coffer oidc test --token job.jwt --env production",
      "  coffer oidc test --token - --policy deploy.policy < job.jwt"
    })
public final class TestTokenCommand extends JudgingCommand {
  private static final String STANDARD_INPUT = "-";

  @Option(
      names = "--token",
      required = true,
      paramLabel = "FILE",
      description = "A job's token: a file, or - for standard input.")
  private String token;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "What it would read; 'default' when left out.")
  private String env;

  @Option(
      names = "--audience",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME",
      defaultValue = "coffer",
      description = "Whom tokens are for; 'coffer' when left out.")
  private List<String> audiences = List.of();

  private boolean refused;

  public TestTokenCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int exitCode() {
    return refused ? 1 : 0;
  }

  @Override
  protected void run() {
    TokenTrial trial = new TokenTrial(judged(), kinds(), new TokenRules(Set.copyOf(audiences)));
    Question question = new Question(workspace().environments().canonical(env), Optional.empty());
    Judgement judgement =
        trial.of(claims(), question, workspace().surroundings().clock().instant());
    refused = !judgement.isAllowed();
    if (json()) {
      terminal().printJson(shape(judgement, question.environment()));
      return;
    }
    judgement.workload().ifPresent(this::print);
    say(judgement.verdict(), question.environment());
    judgement
        .token()
        .ifPresent(
            why -> terminal().warn("the server would not take this token now: " + why.detail()));
    terminal().say("judged " + source() + "; the signature was NOT verified");
  }

  private Map<String, Object> claims() {
    String text = token.equals(STANDARD_INPUT) ? terminal().readAll() : text(token);
    try {
      return TokenText.claims(text);
    } catch (Malformed e) {
      throw new ClientException.Usage(
          "this is no token: " + e.getMessage(), "give the job's ID token as it is");
    }
  }

  private void print(Workload run) {
    Origin origin = run.origin();
    line("platform", Optional.of(origin.platform()));
    line("repository", Optional.of(origin.repository()));
    line("repository id", origin.repositoryId());
    line("owner id", origin.ownerId());
    line("ref", run.ref().map(TestTokenCommand::described));
    line("deployment", run.circumstances().deployment());
    run.circumstances().workflows().forEach(file -> line("workflow", Optional.of(file)));
    line("event", run.circumstances().event());
  }

  private void line(String label, Optional<String> text) {
    text.ifPresent(
        found -> terminal().printPlain(String.format(Locale.ROOT, "%-14s %s", label, found)));
  }

  private static String described(GitRef ref) {
    return ref.full() + (ref.isProtected() ? " (protected)" : "");
  }

  private void say(Verdict verdict, EnvironmentName environment) {
    if (verdict instanceof Verdict.Refused no) {
      terminal().printPlain("refused        " + no.problem().code() + ": " + no.detail());
      terminal().say("hint: " + no.hint());
    } else if (verdict instanceof Verdict.Allowed yes) {
      terminal()
          .printPlain(
              "allowed        environment "
                  + environment
                  + " by policy "
                  + yes.policy().id().shortForm());
    }
  }

  private Map<String, Object> shape(Judgement judgement, EnvironmentName environment) {
    Map<String, Object> shape =
        object(
            "allowed",
            judgement.isAllowed(),
            "environment",
            environment.value(),
            "signatureVerified",
            false,
            "policy",
            null,
            "code",
            null,
            "detail",
            null,
            "hint",
            null,
            "token",
            judgement.token().map(TestTokenCommand::shape).orElse(null),
            "run",
            judgement.workload().map(TestTokenCommand::shape).orElse(null));
    if (judgement.verdict() instanceof Verdict.Refused no) {
      shape.put("policy", no.policy().map(Object::toString).orElse(null));
      shape.putAll(shape(no));
    } else if (judgement.verdict() instanceof Verdict.Allowed yes) {
      shape.put("policy", yes.policy().id().value());
    }
    return shape;
  }

  private static Map<String, Object> shape(Verdict.Refused no) {
    return object("code", no.problem().code(), "detail", no.detail(), "hint", no.hint());
  }

  private static Map<String, Object> shape(Workload run) {
    return object(
        "platform", run.origin().platform(),
        "repository", run.origin().repository(),
        "repositoryId", run.origin().repositoryId().orElse(null),
        "ownerId", run.origin().ownerId().orElse(null),
        "ref", run.ref().map(GitRef::full).orElse(null),
        "refProtected", run.ref().map(GitRef::isProtected).orElse(null),
        "deployment", run.circumstances().deployment().orElse(null),
        "workflows", run.circumstances().workflows(),
        "event", run.circumstances().event().orElse(null));
  }
}
