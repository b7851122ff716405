package dev.coffer.terraform.rpc.convert;

import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostic;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.wire.Notice;
import dev.coffer.terraform.wire.Path;
import dev.coffer.terraform.wire.Severity;
import dev.coffer.terraform.wire.Step;
import java.util.List;

/** Diagnostics and the paths in them. */
public final class WireDiagnostics {
  private WireDiagnostics() {}

  public static List<Notice> write(Diagnostics diagnostics) {
    return diagnostics.all().stream().map(WireDiagnostics::write).toList();
  }

  private static Notice write(Diagnostic diagnostic) {
    Notice.Builder notice =
        Notice.newBuilder()
            .setSeverity(
                diagnostic.severity() == Diagnostic.Severity.ERROR
                    ? Severity.ERROR
                    : Severity.WARNING)
            .setSummary(diagnostic.summary())
            .setDetail(diagnostic.detail());
    if (!diagnostic.path().equals(AttributePath.ROOT)) {
      notice.setAttribute(write(diagnostic.path()));
    }
    return notice.build();
  }

  public static Path write(AttributePath path) {
    Path.Builder built = Path.newBuilder();
    path.steps().forEach(step -> built.addSteps(write(step)));
    return built.build();
  }

  private static Step write(AttributePath.Step step) {
    if (step instanceof AttributePath.Name name) {
      return Step.newBuilder().setAttributeName(name.name()).build();
    }
    return Step.newBuilder().setElementKeyString(((AttributePath.Key) step).key()).build();
  }
}
