package dev.coffer.it.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Running;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every cell of the table in {@code docs/roles.md}, as that page has it; vaults in format {@code
 * lpm} are those of {@code SharingIT}.
 */
final class RolesIT {
  private static final String ALLOWED = "✓";
  private static final String REFUSED = "–";
  private static final List<String> TRIED_BY_SHARING_IT =
      List.of(
          "pull a vault in format `lpm`",
          "push a vault in format `lpm`",
          "share a vault in format `lpm`, change its recipients");

  private static RolesTable table;
  private static Map<String, Trial> trials;

  @BeforeAll
  static void gather() throws Exception {
    table = RolesTable.read();
    trials = trials(Cast.of(Running.H2.people()));
  }

  private static Map<String, Trial> trials(Cast cast) {
    ReadingTrials reading = new ReadingTrials(cast);
    VaultTrials vaults = new VaultTrials(cast);
    MemberTrials members = new MemberTrials(cast);
    Map<String, Trial> rows = new LinkedHashMap<>();
    rows.put("read the chain, list members and vaults", reading.new Looking());
    rows.put("pull a vault, read its history", vaults.new Pulling());
    rows.put("push a vault that is shared", vaults.new Pushing());
    rows.put(
        "say what a vault is called and which variables it expects (with a push)",
        vaults.new Describing());
    rows.put(
        "start a new epoch (`rotate-key`), wrap keys for other members' devices",
        vaults.new Sharing());
    rows.put("share a vault (`share --org`)", vaults.new Adding());
    rows.put("unshare a vault", vaults.new Unsharing());
    rows.put(
        "invite, confirm, withdraw; change the role or grants of a member; remove a member;"
            + " revoke a member's device",
        members.new Managing());
    rows.put("make a member an owner or admin", members.new Raising());
    rows.put("approve and revoke one's own devices, leave", members.new Leaving());
    rows.put(
        "set and remove trust policies, and escrow keys for them",
        new PolicyTrials(cast).new Setting());
    rows.put("read the organisation's audit log", reading.new Auditing());
    rows.put("allow vaults in format `lpm`", members.new SwitchingLpm());
    return rows;
  }

  @Test
  void table_theRowsAndColumnsThatAreTried() {
    Set<String> acts = new HashSet<>(trials.keySet());
    acts.addAll(TRIED_BY_SHARING_IT);
    assertThat(table.lines().stream().map(RolesTable.Line::act))
        .containsExactlyInAnyOrderElementsOf(acts);
    assertThat(table.columns()).isEqualTo(Arrays.stream(Kind.values()).map(Kind::column).toList());
    assertThat(table.lines())
        .allSatisfy(line -> assertThat(line.marks()).hasSize(Kind.values().length));
  }

  @TestFactory
  Stream<DynamicTest> cell() {
    return table.lines().stream()
        .filter(line -> !TRIED_BY_SHARING_IT.contains(line.act()))
        .flatMap(
            line ->
                Arrays.stream(Kind.values())
                    .map(kind -> cell(line.act(), kind, line.marks().get(place(kind)))));
  }

  private static int place(Kind kind) {
    return table.columns().indexOf(kind.column());
  }

  private static DynamicTest cell(String act, Kind kind, String mark) {
    return DynamicTest.dynamicTest(act + " / " + kind.column(), () -> attempt(act, kind, mark));
  }

  private static void attempt(String act, Kind kind, String mark) throws Exception {
    Trial trial = trials.get(act);
    switch (mark) {
      case ALLOWED -> trial.allowed(kind);
      case REFUSED -> trial.refused(kind);
      default -> trial.partly(kind, mark);
    }
  }
}
