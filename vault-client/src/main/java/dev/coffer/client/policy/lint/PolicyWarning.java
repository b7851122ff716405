package dev.coffer.client.policy.lint;

/**
 * One reason to look at a policy again.
 *
 * @param rule which rule found it
 * @param what it found, in words of the policy
 */
public record PolicyWarning(LintRule rule, String what) {
  /** The rule's stable name. */
  public String id() {
    return rule.id();
  }

  /** What to do about it. */
  public String todo() {
    return rule.todo();
  }

  /** Whether a check that runs in CI should fail for it. */
  public boolean isSevere() {
    return rule.isSevere();
  }
}
