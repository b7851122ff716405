package dev.coffer.protocol.membership;

import static dev.coffer.protocol.membership.TestOrganisation.approved;
import static dev.coffer.protocol.membership.TestOrganisation.changed;
import static dev.coffer.protocol.membership.TestOrganisation.granted;
import static dev.coffer.protocol.membership.TestOrganisation.invited;
import static dev.coffer.protocol.membership.TestOrganisation.removed;
import static dev.coffer.protocol.membership.TestOrganisation.revoked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.membership.MembershipEvent.LpmSwitched;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may change whom: the rows on membership of {@code docs/roles.md}, and what nobody may. */
class MemberChangesTest {
  private static final TestDevice ADA = new TestDevice(1);
  private static final TestDevice ACTOR = new TestDevice(2);
  private static final TestDevice BOB = new TestDevice(3);
  private static final TestDevice BOBS = new TestDevice(4);
  private static final TestDevice NEW = new TestDevice(5);

  /** Ada the owner, an actor of each kind, and Bob as the one to whom it is done. */
  private static TestOrganisation team(Role actor, Access access, Role bob) {
    TestOrganisation begun = TestOrganisation.of("ada", ADA);
    TestOrganisation acting =
        actor == Role.OWNER
            ? begun
                .member("actor", Role.ADMIN, ADA, ACTOR)
                .add(changed("actor", Role.OWNER, Access.ALL), ADA)
            : begun.member("actor", actor, access, ADA, ACTOR);
    return bob == Role.OWNER
        ? acting
            .member("bob", Role.ADMIN, ADA, BOB, BOBS)
            .add(changed("bob", Role.OWNER, Access.ALL), ADA)
        : acting.member("bob", bob, ADA, BOB, BOBS);
  }

  private record Act(String name, Function<Role, MembershipEvent> event) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Act> ACTS =
      List.of(
          new Act("invite", role -> invited(9, role, Access.ALL)),
          new Act("withdraw", role -> new Withdrawn(TestOrganisation.invitation(8))),
          new Act("confirm", role -> TestOrganisation.confirmed(8)),
          new Act("remove", role -> removed("bob")),
          new Act("revoke a device", role -> revoked(BOBS)),
          new Act("make reader", role -> changed("bob", Role.READER, Access.ALL)));

  static Stream<Arguments> table() {
    return Arrays.stream(Role.values())
        .flatMap(
            actor ->
                (actor.canBeLimited()
                        ? Stream.of(Access.ALL, granted("staging", "read"))
                        : Stream.of(Access.ALL))
                    .flatMap(
                        access ->
                            Arrays.stream(Role.values())
                                .flatMap(
                                    target ->
                                        ACTS.stream()
                                            .map(
                                                act -> Arguments.of(actor, access, target, act)))));
  }

  private static boolean mayManage(Role actor, Role target) {
    return switch (actor) {
      case OWNER -> true;
      case ADMIN -> List.of(Role.MAINTAINER, Role.DEVELOPER, Role.READER).contains(target);
      case MAINTAINER, DEVELOPER, READER -> false;
    };
  }

  @ParameterizedTest(name = "{0} {3} {2}")
  @MethodSource("table")
  void act_byRole_isAllowedOrRefused(Role actor, Access access, Role target, Act act) {
    boolean ofInvitation = ACTS.indexOf(act) <= 2;
    if (ofInvitation && target == Role.OWNER) {
      return; // nobody is invited as an owner
    }
    TestOrganisation team = team(actor, access, ofInvitation ? Role.READER : target);
    if (ofInvitation && ACTS.indexOf(act) > 0) {
      team = team.add(invited(8, target, Access.ALL), ADA);
      team = team.add(team.joined(8, "new", NEW), NEW);
    }
    MembershipEvent event = act.event().apply(target);
    if (mayManage(actor, target)) {
      assertThat(team.add(event, ACTOR).chain().length()).isEqualTo(team.chain().length() + 1);
    } else {
      team.refuses("does not manage", event, ACTOR);
    }
  }

  static Stream<Arguments> promotions() {
    return Arrays.stream(Role.values())
        .flatMap(actor -> Arrays.stream(Role.values()).map(wanted -> Arguments.of(actor, wanted)));
  }

  @ParameterizedTest
  @MethodSource("promotions")
  void promote_toRole_isForWhoManagesThatRole(Role actor, Role wanted) {
    TestOrganisation team = team(actor, Access.ALL, Role.READER);
    MembershipEvent event = changed("bob", wanted, Access.ALL);
    if (mayManage(actor, wanted)) {
      assertThat(team.add(event, ACTOR).of("bob").role()).isEqualTo(wanted);
    } else {
      team.refuses("does not manage", event, ACTOR);
    }
  }

  @ParameterizedTest
  @MethodSource("promotions")
  void role_ofOneself_isChangedByOwnersOnly(Role actor, Role wanted) {
    TestOrganisation team = team(actor, Access.ALL, Role.READER);
    MembershipEvent event = changed("actor", wanted, Access.ALL);
    if (actor == Role.OWNER) {
      assertThat(team.add(event, ACTOR).of("actor").role()).isEqualTo(wanted);
    } else {
      team.refuses("does not manage", event, ACTOR);
    }
  }

  static Stream<Role> roles() {
    return Arrays.stream(Role.values());
  }

  @ParameterizedTest
  @MethodSource("roles")
  void lpm_isSwitchedByOwnersAndAdmins(Role actor) {
    TestOrganisation team = team(actor, Access.ALL, Role.READER);
    if (actor == Role.OWNER || actor == Role.ADMIN) {
      TestOrganisation on = team.add(new LpmSwitched(true), ACTOR);
      assertThat(on.chain().allowsLpm()).isTrue();
      assertThat(on.add(new LpmSwitched(false), ACTOR).chain().allowsLpm()).isFalse();
    } else {
      team.refuses("only owners and admins", new LpmSwitched(true), ACTOR);
    }
  }

  @ParameterizedTest
  @MethodSource("roles")
  void own_devices_andLeaving_areForEverybody(Role actor) {
    TestOrganisation two = team(actor, Access.ALL, Role.READER).add(approved("actor", NEW), ACTOR);
    assertThat(two.of("actor").approvedDevices()).hasSize(2);
    assertThat(two.add(revoked(NEW), ACTOR).of("actor").approvedDevices()).hasSize(1);
    TestOrganisation left = two.add(removed("actor"), NEW);
    assertThat(left.of("actor").status()).isEqualTo(Member.Status.REMOVED);
    assertThat(left.of("actor").approvedDevices()).isEmpty();
    left.refuses("no device of a member", approved("actor", new TestDevice(6)), ACTOR);
  }

  @Nested
  class Owners {
    private final TestOrganisation alone = TestOrganisation.of("ada", ADA);

    @Test
    void theLastOne_cannotLeaveOrBeDemoted() {
      alone.refuses("the last owner stays", removed("ada"), ADA);
      alone.refuses("the last owner stays", changed("ada", Role.ADMIN, Access.ALL), ADA);
      TestOrganisation again = alone.add(changed("ada", Role.OWNER, Access.ALL), ADA);
      assertThat(again.of("ada").role()).isEqualTo(Role.OWNER);
    }

    @Test
    void theLastOne_cannotBeRemovedByAnAdmin() {
      TestOrganisation team = team(Role.ADMIN, Access.ALL, Role.READER);
      team.refuses("does not manage", removed("ada"), ACTOR);
    }

    @Test
    void oneOfTwo_canLeave_andThenNobodyMore() {
      TestOrganisation two = team(Role.OWNER, Access.ALL, Role.READER);
      TestOrganisation one = two.add(removed("ada"), ADA);
      one.refuses("the last owner stays", removed("actor"), ACTOR);
      TestOrganisation removedByOther = two.add(removed("ada"), ACTOR);
      assertThat(removedByOther.of("ada").isActive()).isFalse();
    }

    @Test
    void oneWhoWasOwner_andComesBack_isNoOwner() {
      TestOrganisation one = team(Role.OWNER, Access.ALL, Role.READER).add(removed("ada"), ACTOR);
      TestOrganisation open = one.add(invited(9, Role.READER, Access.ALL), ACTOR);
      TestOrganisation waits = open.add(open.joined(9, "ada", ADA), ADA);
      waits.refuses("the last owner stays", removed("actor"), ACTOR);
      assertThat(waits.add(TestOrganisation.confirmed(9), ACTOR).of("ada").role())
          .isEqualTo(Role.READER);
    }
  }

  @Nested
  class Devices {
    private final TestOrganisation team = team(Role.DEVELOPER, Access.ALL, Role.DEVELOPER);

    @Test
    void ofAnotherMember_cannotBeApproved_notEvenByAnOwner() {
      team.refuses("vouches for its own devices only", approved("bob", NEW), ADA);
      team.refuses("vouches for its own devices only", approved("actor", NEW), BOB);
    }

    @Test
    void thatIsKnown_cannotBeApproved_whoeversItIs() {
      team.refuses("approved or revoked before", approved("bob", BOBS), BOB);
      team.refuses("approved or revoked before", approved("actor", BOBS), ACTOR);
    }

    @Test
    void revoked_neverComesBack() {
      TestOrganisation without = team.add(revoked(BOBS), BOB);
      assertThat(without.chain().approved())
          .extracting(ChainDevice::keys)
          .doesNotContain(BOBS.keys());
      without.refuses("approved or revoked before", approved("bob", BOBS), BOB);
      without.refuses("no device of a member", removed("bob"), BOBS);
      without.refuses("only a member's approved device", revoked(BOBS), BOB);
    }

    @Test
    void theLastOne_isNotRevoked() {
      TestOrganisation without = team.add(revoked(BOBS), BOB);
      without.refuses("last device", revoked(BOB), BOB);
      without.refuses("last device", revoked(BOB), ADA);
    }

    @Test
    void ofNobodyWhoIsAMember_isNotRevoked() {
      String reason = "only a member's approved device";
      team.refuses(reason, revoked(NEW), ADA);
      team.add(removed("bob"), ADA).refuses(reason, revoked(BOB), ADA);
    }

    @Test
    void moreThanAreAllowedAtOnce_areRefused() {
      TestOrganisation many = team;
      for (int i = 2; i < MembershipEvent.MAX_DEVICES; i++) {
        many = many.add(approved("bob", new TestDevice(100 + i)), BOB);
      }
      assertThat(many.of("bob").approvedDevices()).hasSize(MembershipEvent.MAX_DEVICES);
      many.refuses("devices at most", approved("bob", NEW), BOB);
      TestOrganisation fewer = many.add(revoked(BOBS), BOB).add(approved("bob", NEW), BOB);
      assertThat(fewer.of("bob").approvedDevices()).hasSize(MembershipEvent.MAX_DEVICES);
    }
  }

  @Test
  void whoIsNone_isNotChangedOrRemoved() {
    TestOrganisation team = team(Role.ADMIN, Access.ALL, Role.READER);
    team.refuses("no such member", changed("eve", Role.READER, Access.ALL), ADA);
    team.refuses("no such member", removed("eve"), ADA);
    TestOrganisation gone = team.add(removed("bob"), ADA);
    gone.refuses("no such member", changed("bob", Role.ADMIN, Access.ALL), ADA);
    gone.refuses("no such member", removed("bob"), ADA);
    TestOrganisation open = team.add(invited(9, Role.READER, Access.ALL), ADA);
    TestOrganisation waits = open.add(open.joined(9, "new", NEW), NEW);
    waits.refuses("no such member", changed("new", Role.READER, Access.ALL), ADA);
    waits.refuses("no such member", removed("new"), ADA);
  }
}
