package dev.coffer.terraform.declaration;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which CI runs may read a vault. Each rule is signed, and only what signatures say is believed.
 */
public interface Policies {

  /**
   * What a policy is called.
   *
   * @param name of the author's choice, or the id of one that has no name
   */
  record Name(VaultPlace place, String name) {
    public String text() {
      return place.text() + "/" + name;
    }

    /** What creating it is declined with where it stands for other rules. */
    public Declined taken() {
      return new Declined(
          Declined.Reason.CONFLICT,
          "there is a policy " + text() + " already, with other rules",
          "take it over: terraform import ADDRESS " + text());
    }
  }

  /**
   * A policy.
   *
   * @param id 32 hexadecimal digits
   * @param rules as they were signed
   * @param text what was signed, whole
   * @param escrowed the environments whose keys runs can get
   * @param concerns what a person should know, such as that the server tells something else
   */
  record Policy(
      String id,
      PolicyRules rules,
      String text,
      SortedSet<String> escrowed,
      List<String> concerns) {
    public Policy {
      escrowed = Collections.unmodifiableSortedSet(new TreeSet<>(escrowed));
      concerns = List.copyOf(concerns);
    }
  }

  /** What of a policy's rules something is about. */
  enum Aspect {
    WHOLE,
    PLATFORM,
    ISSUER,
    REPOSITORY_ID,
    BRANCHES,
    TAGS,
    DEPLOYMENTS,
    WORKFLOWS,
    EVENTS,
    FORKS,
    PROTECTED_REFS,
    ANSWERS,
    EXPIRY
  }

  /**
   * Something that a careful reviewer says.
   *
   * @param fatal whether no run could ever use such a policy
   * @param todo what to do about it; may be empty
   */
  record Finding(boolean fatal, Aspect aspect, String what, String todo) {}

  /**
   * What would become of rules.
   *
   * @param policy as it would stand; empty when it could not
   * @param keys how many variables each of its environments has now; empty where the vault does not
   *     exist yet
   */
  record Preview(
      Optional<Policy> policy, List<Finding> findings, Optional<SortedMap<String, Integer>> keys) {
    public Preview {
      findings = List.copyOf(findings);
      keys = keys.map(counts -> Collections.unmodifiableSortedMap(new TreeMap<>(counts)));
    }
  }

  /** The policy as it stands. */
  Optional<Policy> find(Name name);

  /** What would become of {@code rules} under {@code name}; changes nothing. */
  Preview preview(Name name, PolicyRules rules);

  /**
   * Makes {@code rules} stand, and escrows their keys; the very same rules may stand already.
   *
   * @throws Declined with {@link Declined.Reason#CONFLICT} where {@code name} stands for others; of
   *     several who create it at the same time, one does
   */
  Policy create(Name name, PolicyRules rules);

  /** Makes {@code rules} stand in place of what {@code name} stood for, and escrows their keys. */
  Policy put(Name name, PolicyRules rules);

  /** Ends a policy, with what was escrowed for it; nothing when it does not stand. */
  void remove(Name name);
}
