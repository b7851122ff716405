package dev.coffer.terraform.diagnostic;

import dev.coffer.terraform.diagnostic.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects what a person is told about one call. Not for several threads. */
public final class Diagnostics {
  private final List<Diagnostic> all = new ArrayList<>();

  public void error(AttributePath path, String summary, String detail) {
    all.add(new Diagnostic(Severity.ERROR, summary, detail, path));
  }

  public void warning(AttributePath path, String summary, String detail) {
    all.add(new Diagnostic(Severity.WARNING, summary, detail, path));
  }

  public boolean hasErrors() {
    return all.stream().anyMatch(one -> one.severity() == Severity.ERROR);
  }

  public List<Diagnostic> all() {
    return List.copyOf(all);
  }
}
