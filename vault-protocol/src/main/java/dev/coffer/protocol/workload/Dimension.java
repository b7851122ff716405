package dev.coffer.protocol.workload;

/**
 * What the tokens of a platform can tell about a run. A policy must list what is permitted in each
 * of its platform's, and can list nothing in others: no run could ever fit.
 */
public enum Dimension {
  REFS,
  PROTECTION,
  DEPLOYMENTS,
  WORKFLOWS,
  EVENTS
}
