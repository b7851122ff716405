package dev.coffer.client.declaration;

import dev.coffer.client.ClientException;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.membership.Member;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What does the rest of a change of members that stands although a vault has no new key yet, beside
 * declaring the same again.
 *
 * @param command can be run again and changes nothing that is done
 */
record Remainder(String command) {
  /** Of a grant, after which {@code member} is as given. */
  static Remainder ofGrant(Member member, String organisation) {
    return new Remainder(
        "coffer org role "
            + member.account()
            + " "
            + member.role().text()
            + " --org "
            + organisation);
  }

  /** Of a removal. */
  static Remainder ofRemoval(Member member, String organisation) {
    return new Remainder("coffer org remove " + member.account() + " --org " + organisation);
  }

  /**
   * Returns when every vault is as it should be.
   *
   * @throws ClientException.Failed with the command, when one has no new key yet, and with what
   *     went wrong with the first of them
   */
  void requireNone(List<Step> steps) {
    List<Step> open =
        steps.stream()
            .filter(step -> step.failure() != null)
            .sorted(Comparator.comparing(Step::vault))
            .toList();
    if (!open.isEmpty()) {
      throw new ClientException.Failed(
          "the members' rights are changed, but these vaults have no new key yet: "
              + open.stream().map(Step::vault).collect(Collectors.joining(", "))
              + "; what went wrong with "
              + open.get(0).vault()
              + ": "
              + open.get(0).failure(),
          "do the same again, or run '"
              + command
              + "': either does what is left; until then, who lost rights still knows their keys");
    }
  }
}
