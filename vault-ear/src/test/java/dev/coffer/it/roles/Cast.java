package dev.coffer.it.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** One organisation with a member of each kind, and what can be seen of its state. */
final class Cast {
  private final People people;
  private final TestOrganisation organisation;
  private final Map<Kind, TestMember> members = new EnumMap<>(Kind.class);
  private final Map<Role, Subject> subjects = new EnumMap<>(Role.class);

  private Cast(People people) throws IOException {
    this.people = people;
    this.organisation = TestOrganisation.of(people);
    members.put(Kind.OWNER, organisation.owner());
  }

  static Cast of(People people) throws IOException {
    Cast cast = new Cast(people);
    for (Kind kind : Kind.values()) {
      if (kind != Kind.OWNER) {
        cast.members.put(kind, cast.another(kind));
      }
    }
    return cast;
  }

  /** Another organisation, whose owner has nobody. */
  Cast alone() throws IOException {
    return new Cast(people);
  }

  TestOrganisation organisation() {
    return organisation;
  }

  TestMember owner() {
    return organisation.owner();
  }

  /** The member of this kind that stays as it is. */
  TestMember member(Kind kind) {
    return members.get(kind);
  }

  /** Somebody new of this kind. */
  TestMember another(Kind kind) throws IOException {
    return organisation.member(kind.role(), kind.access());
  }

  /** Whom those attack who may not; what they try must change nothing, so one is enough. */
  Subject subject(Role role) throws IOException {
    Subject known = subjects.get(role);
    if (known == null) {
      known = Subject.of(organisation, role);
      subjects.put(role, known);
    }
    return known;
  }

  /** A new vault with three environments that everybody here can open as far as they may. */
  SharedVault vault() throws IOException {
    return SharedVault.of(organisation, "default", "production", "staging");
  }

  /** Requires that {@code attempt} is refused in exactly this way and has changed nothing. */
  void refuses(int status, String code, SharedVault vault, Attempt attempt) throws IOException {
    State before = state(vault);
    Answer answer = attempt.send();
    assertThat(answer.status() + " " + answer.problem().code())
        .as("%s", answer)
        .isEqualTo(status + " " + code);
    assertThat(state(vault)).isEqualTo(before);
  }

  void refusesRole(SharedVault vault, Attempt attempt) throws IOException {
    refuses(403, "role_not_enough", vault, attempt);
  }

  void refusesEvent(SharedVault vault, Attempt attempt) throws IOException {
    refuses(409, "chain_event_refused", vault, attempt);
  }

  private State state(SharedVault vault) throws IOException {
    String view = told("");
    Long length = owner().get("").as(OrganisationView.class).length();
    return new State(
        view,
        told("/chain?from=" + (length - 1)),
        told("/audit"),
        told("/vaults"),
        told("/vaults/" + vault.id() + "/versions"),
        told("/vaults/" + vault.id() + "/keys"));
  }

  private String told(String rest) throws IOException {
    return owner().get(rest).require(200).text();
  }

  /** One request that a client sends though it may not. */
  @FunctionalInterface
  interface Attempt {
    Answer send() throws IOException;
  }

  /** As the owner is told it; the newest event's text names the digest of the one before it. */
  private record State(
      String view, String head, String audit, String vaults, String versions, String keys) {}
}
