package dev.coffer.client.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the commands do the rest is shown where members are changed. */
class RemainderTest {
  private static final Member BOB =
      new Member(
          "4711", "bob", Role.READER, Access.ALL, Member.Status.ACTIVE, List.of(), List.of());

  @Test
  void requireNone_everyVaultIsDone_returns() {
    Remainder.ofRemoval(BOB, "acme").requireNone(List.of(new Step("web", null)));
    Remainder.ofGrant(BOB, "acme").requireNone(List.of());
  }

  @Test
  void requireNone_aVaultIsLeft_namesItWhatWentWrongAndTheCommand() {
    refused(Remainder.ofRemoval(BOB, "acme"), "'coffer org remove 4711 --org acme'");
    refused(Remainder.ofGrant(BOB, "acme"), "'coffer org role 4711 reader --org acme'");
  }

  private static void refused(Remainder remainder, String command) {
    List<Step> steps = List.of(new Step("web", null), new Step("b", "x"), new Step("a", "y"));
    assertThatExceptionOfType(ClientException.Failed.class)
        .isThrownBy(() -> remainder.requireNone(steps))
        .withMessageEndingWith("no new key yet: a, b; what went wrong with a: y")
        .satisfies(e -> assertThat(e.hint().orElseThrow()).contains(command, "do the same again"));
  }
}
