package dev.coffer.client.cli.guard;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.guard.Finding;
import dev.coffer.client.guard.Place;
import dev.coffer.client.guard.ScanReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer guard scan}. */
@Command(
    name = "scan",
    description = "Search files, or what git records, for values of the vault.",
    footer = {
      "  coffer guard scan",
      "  coffer guard scan dist",
      "  coffer guard scan --range origin/main..HEAD"
    })
public final class GuardScan extends CliCommand {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Ignored files too; when left out, what git tracks or would.")
  private List<String> paths = List.of();

  @Option(names = "--staged", description = "What the next commit would add.")
  private boolean staged;

  @Option(names = "--range", paramLabel = "A..B", description = "What these commits added.")
  private String range;

  @Option(names = "--all-vaults", description = "Values of every vault on this machine.")
  private boolean allVaults;

  @Option(names = "--quiet", description = "Say nothing when nothing was found.")
  private boolean quiet;

  public GuardScan(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    if (Stream.of(!paths.isEmpty(), staged, range != null).filter(given -> given).count() > 1) {
      throw new ClientException.Usage("give paths, --staged or --range, one of them", null);
    }
    ScanReport report = quiet ? scan() : terminal().progress("searching", this::scan);
    if (json()) {
      terminal().printJson(shape(report));
    } else {
      show(report);
    }
    if (!report.findings().isEmpty()) {
      throw GuardCommand.leaks(report.findings().size());
    }
  }

  private ScanReport scan() {
    if (staged) {
      return workspace().guard().staged(allVaults);
    }
    return range == null
        ? workspace().guard().files(paths, allVaults)
        : workspace().guard().range(range, allVaults);
  }

  private void show(ScanReport report) {
    report.findings().forEach(finding -> terminal().printPlain(sentence(finding)));
    report.tooLarge().forEach(name -> terminal().warn("too large, not searched: " + name));
    if (quiet) {
      return;
    }
    report.values().notGuarded().forEach(key -> terminal().say(GuardCommand.sentence(key)));
    terminal()
        .say(
            "searched "
                + count(report.files(), "file")
                + " for "
                + count(report.values().guarded(), "value"));
  }

  private static String sentence(Finding finding) {
    String places =
        finding.places().stream().map(Place::label).distinct().collect(Collectors.joining(", "));
    String form = finding.form().equals("plain") ? "" : ", as " + finding.form();
    return finding.file() + ":" + finding.line() + ": value of " + places + form;
  }

  private static Map<String, Object> shape(ScanReport report) {
    return object(
        "findings", report.findings().stream().map(GuardScan::shape).toList(),
        "files", report.files(),
        "tooLarge", report.tooLarge(),
        "guarded", report.values().guarded(),
        "notGuarded", GuardCommand.shapes(report.values().notGuarded()));
  }

  private static Map<String, Object> shape(Finding finding) {
    return object(
        "file", finding.file(),
        "line", finding.line(),
        "form", finding.form(),
        "keys", finding.places().stream().map(GuardScan::shape).toList());
  }

  private static Map<String, Object> shape(Place place) {
    return object("vault", place.vault(), "environment", place.environment(), "key", place.key());
  }
}
