package dev.coffer.protocol.workload;

/** Whether what runs may have been written in a fork, by somebody without access. */
public enum Fork {
  NO,

  /** The token does not tell. */
  UNKNOWN,

  YES,

  /**
   * The run speaks for one repository and happens in another one, on whose machines nobody knows
   * who listens. No policy permits it.
   */
  ELSEWHERE
}
