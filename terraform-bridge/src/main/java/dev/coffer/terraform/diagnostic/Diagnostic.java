package dev.coffer.terraform.diagnostic;

/**
 * One thing that a person is told.
 *
 * @param summary what happened, one line
 * @param detail what to do about it; may be empty
 * @param path what it is about; {@link AttributePath#ROOT} for all of it
 */
public record Diagnostic(Severity severity, String summary, String detail, AttributePath path) {

  /** Whether Terraform goes on. */
  public enum Severity {
    ERROR,
    WARNING
  }
}
