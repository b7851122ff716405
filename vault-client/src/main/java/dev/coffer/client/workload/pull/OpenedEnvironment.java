package dev.coffer.client.workload.pull;

import java.util.SortedMap;

/**
 * What a job got. Never shown as text.
 *
 * @param version the vault's version that it is of
 */
public record OpenedEnvironment(int version, SortedMap<String, String> variables) {
  @Override
  public String toString() {
    return "OpenedEnvironment[version " + version + ", " + variables.size() + "]";
  }
}
