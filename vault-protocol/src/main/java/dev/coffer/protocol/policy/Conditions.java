package dev.coffer.protocol.policy;

import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import java.util.List;

/**
 * What a run must be, beside coming from the policy's origin. An empty list permits nothing of its
 * kind. Lists are sorted; each has 50 entries at most.
 *
 * @param branches what the name of the run's branch must match
 * @param tags what the name of the run's tag must match
 * @param deployments the platform's own deployment environments, of which the run must be in one;
 *     empty permits only runs that are in none
 * @param workflows the files that define the run: a path in the repository, or the whole reference
 *     of a file elsewhere
 * @param events what may have started the run
 * @param forks whether a run may come from a fork, or from who knows where
 * @param protectedRefs whether the platform must say that branch or tag is protected
 */
public record Conditions(
    List<Glob> branches,
    List<Glob> tags,
    List<String> deployments,
    List<String> workflows,
    List<String> events,
    boolean forks,
    boolean protectedRefs) {

  public Conditions {
    branches = PolicyText.list("branches", branches);
    tags = PolicyText.list("tags", tags);
    deployments = texts("deployment environments", deployments);
    workflows = texts("workflows", workflows);
    events = texts("events", events);
  }

  void write(NoteWriter note) {
    branches.forEach(branch -> note.line("branch", branch));
    tags.forEach(tag -> note.line("tag", tag));
    deployments.forEach(deployment -> note.line("deployment", deployment));
    workflows.forEach(workflow -> note.line("workflow", workflow));
    events.forEach(event -> note.line("event-name", event));
    note.line("forks", forks ? "allowed" : "refused");
    note.line("refs", protectedRefs ? "protected" : "any");
  }

  static Conditions read(NoteReader note) {
    return new Conditions(
        PolicyText.read(note, "branch", Glob::new),
        PolicyText.read(note, "tag", Glob::new),
        PolicyText.read(note, "deployment", text -> text),
        PolicyText.read(note, "workflow", text -> text),
        PolicyText.read(note, "event-name", text -> text),
        PolicyText.either(note, "forks", "allowed", "refused"),
        PolicyText.either(note, "refs", "protected", "any"));
  }

  private static List<String> texts(String what, List<String> entries) {
    entries.forEach(entry -> PolicyText.require("an entry of " + what, entry));
    return PolicyText.list(what, entries);
  }
}
