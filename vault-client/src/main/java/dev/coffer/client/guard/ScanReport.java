package dev.coffer.client.guard;

import java.util.List;

/**
 * What a search found.
 *
 * @param files how many files were searched
 * @param tooLarge the files that were not
 */
public record ScanReport(
    List<Finding> findings, int files, List<String> tooLarge, GuardedValues.Summary values) {
  public ScanReport {
    findings = List.copyOf(findings);
    tooLarge = List.copyOf(tooLarge);
  }
}
