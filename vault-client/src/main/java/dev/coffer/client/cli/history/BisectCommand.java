package dev.coffer.client.cli.history;

import dev.coffer.client.ClientException;
import dev.coffer.client.bisect.CommandTrial;
import dev.coffer.client.bisect.Finding;
import dev.coffer.client.bisect.Trial;
import dev.coffer.client.bisect.Verdict;
import dev.coffer.client.bisect.VersionSearch;
import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.sync.Shapes;
import dev.coffer.client.history.Revision;
import dev.coffer.client.history.Snapshot;
import dev.coffer.client.history.Stamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer bisect}. */
@Command(
    name = "bisect",
    description = "Find the version that broke a command, which exits 0 when all is well.",
    footer = {
      "  coffer bisect -- make test",
      "  coffer bisect --good 3 --env staging -- ./smoke-test"
    })
public final class BisectCommand extends EnvironmentCommand {
  @Option(
      names = "--good",
      paramLabel = "VERSION",
      description = "A version known to work; when left out, the oldest is tried.")
  private String good;

  @Option(
      names = "--bad",
      paramLabel = "VERSION",
      description = "A version known not to; when left out, the newest is tried.")
  private String bad;

  @Option(names = "--reveal", description = "Show the changed values as well.")
  private boolean reveal;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "1..*",
      description = "After '--'. Gets each version's values in its environment; 125 skips.")
  private List<String> command;

  public BisectCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Optional<Revision> oldest = revision(good);
    Optional<Revision> newest = revision(bad);
    List<Snapshot> versions =
        terminal().progress("reading the history", () -> versions(oldest, newest));
    Finding finding =
        new VersionSearch(environment(), this::judge)
            .find(new VersionSearch.Range(versions, oldest.isPresent(), newest.isPresent()));
    show(finding);
    if (!finding.isCertain()) {
      throw new ClientException.Failed(
          "the versions between cannot be judged, so it is one of " + numbers(finding), null);
    }
  }

  private List<Snapshot> versions(Optional<Revision> oldest, Optional<Revision> newest) {
    return workspace().history().range(oldest, newest.orElse(Revision.HEAD)).stream()
        .map(version -> version.seenAs(environment(), lineage()))
        .toList();
  }

  private Optional<Revision> revision(String text) {
    return Optional.ofNullable(text).map(given -> Revision.parse(given, workspace().now()));
  }

  private Verdict judge(Snapshot version) {
    Trial trial =
        new CommandTrial(
            command,
            workspace().surroundings().folder(),
            workspace().surroundings().environment(),
            environment(),
            terminal()::relay);
    Verdict verdict = trial.judge(version);
    terminal().say("version " + version.version() + ": " + word(verdict));
    return verdict;
  }

  private static String word(Verdict verdict) {
    return verdict == Verdict.SKIP ? "skipped" : verdict.name().toLowerCase(Locale.ROOT);
  }

  private void show(Finding finding) {
    if (json()) {
      terminal()
          .printJson(
              object(
                  "status", finding.isCertain() ? "found" : "uncertain",
                  "environment", environment().value(),
                  "suspects", finding.suspects().stream().map(Stamps::shape).toList(),
                  "lastGood", finding.lastGood().version(),
                  "changes", Shapes.changes(finding.changes(), reveal),
                  "runs", finding.runs()));
      return;
    }
    finding.suspects().forEach(stamp -> terminal().printPlain(Stamps.line(stamp)));
    finding.changes().forEach(change -> terminal().print("  " + Shapes.line(change, reveal)));
    terminal()
        .say(
            (finding.isCertain() ? "the first bad version is " : "the first bad version is among ")
                + numbers(finding)
                + ", found in "
                + count(finding.runs(), "run"));
  }

  private static String numbers(Finding finding) {
    return finding.suspects().stream()
        .map(Stamp::version)
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
