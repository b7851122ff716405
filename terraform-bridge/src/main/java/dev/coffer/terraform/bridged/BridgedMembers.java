package dev.coffer.terraform.bridged;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Members;
import dev.coffer.terraform.walk.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** Members and invitations by the bridge, which keeps links in files of its machine. */
final class BridgedMembers implements Members {
  private static final String MEMBERSHIPS = "memberships";
  private static final String GRANTS = "grants";
  private static final String ACCOUNT = "account";
  private static final String INVITATION = "invitation";
  private static final String ROLE = "role";
  private static final String ENVIRONMENTS = "environments";
  private static final String STATE = "state";
  private static final String WRITE = "write";
  private static final String UNFINISHED = "unfinished";

  /** What a member may do without a grant. */
  private static final Rights NOTHING =
      new Rights("reader", Optional.of(Collections.emptySortedMap()));

  private final Bridge bridge;
  private final Seen<String, List<Shown>> grants;
  private final Seen<String, List<Shown>> memberships;
  private final Seen<Asked, Optional<ReadableKeys>> readable;

  /** Whose rights are looked at. */
  private record Asked(String organisation, Rights rights) {}

  BridgedMembers(Bridge bridge) {
    this.bridge = bridge;
    this.grants = bridge.seen();
    this.memberships = bridge.seen();
    this.readable = bridge.seen();
  }

  @Override
  public Optional<Member> find(String organisation, String nameOrAccount) {
    return all(grants, GRANTS, organisation).stream()
        .filter(grant -> is(grant, "member", nameOrAccount) || is(grant, ACCOUNT, nameOrAccount))
        .findFirst()
        .map(BridgedMembers::member)
        .or(() -> withoutGrant(organisation, nameOrAccount));
  }

  private List<Shown> all(Seen<String, List<Shown>> seen, String kind, String organisation) {
    return seen.get(
        organisation, () -> bridge.list(Route.of(kind, organisation)).orElseGet(List::of));
  }

  private static boolean is(Shown shown, String member, String text) {
    return shown.text(member).equals(Optional.of(text));
  }

  private static Member member(Shown grant) {
    return new Member(
        grant.required(ACCOUNT), grant.required("member"), rights(grant), grant.texts(UNFINISHED));
  }

  private Optional<Member> withoutGrant(String organisation, String nameOrAccount) {
    return bridge
        .find(Route.of(MEMBERSHIPS, organisation, nameOrAccount))
        .filter(shown -> progress(shown) == Progress.CONFIRMED)
        .map(shown -> new Member(shown.required(ACCOUNT), nameOrAccount, NOTHING, List.of()));
  }

  private static Progress progress(Shown membership) {
    try {
      return Progress.valueOf(membership.required(STATE).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Shown.foreign(e); // a step that only another version knows
    }
  }

  private static Rights rights(Shown shown) {
    Optional<SortedMap<String, Boolean>> environments =
        shown
            .object(ENVIRONMENTS)
            .map(
                object -> {
                  SortedMap<String, Boolean> writes = new TreeMap<>();
                  object
                      .entrySet()
                      .forEach(
                          one ->
                              writes.put(one.getKey(), one.getValue().getAsString().equals(WRITE)));
                  return writes;
                });
    return new Rights(shown.required(ROLE), environments);
  }

  private static Map<String, Object> wish(Rights rights) {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put(ROLE, rights.role());
    rights
        .environments()
        .ifPresent(
            environments -> {
              Map<String, String> access = new TreeMap<>();
              environments.forEach((name, writes) -> access.put(name, writes ? WRITE : "read"));
              wish.put(ENVIRONMENTS, access);
            });
    return wish;
  }

  @Override
  public Member grant(String organisation, String nameOrAccount, Rights rights) {
    Route route = Route.of(GRANTS, organisation, nameOrAccount);
    if (!rights.equals(NOTHING)) {
      return member(bridge.put(route, wish(rights)));
    }
    bridge.delete(route);
    return find(organisation, nameOrAccount)
        .orElseThrow(
            () ->
                new Declined(Declined.Reason.NOT_FOUND, "there is no member " + nameOrAccount, ""));
  }

  /**
   * First under the name by which the bridge will know the invitation, without its link: an apply
   * that ends in between leaves that name behind, by which the next one finds what became of it.
   */
  @Override
  public Invitation invite(
      String organisation, Rights rights, Duration lifetime, Consumer<Invited> beforehand) {
    String name = "terraform-" + UUID.randomUUID();
    Invitation begun = Invitation.open(name, rights);
    beforehand.accept(new Invited(begun, Invited.NO_LINK_YET));
    Map<String, Object> wish = wish(rights);
    wish.put("expiresInHours", lifetime.toHours());
    Shown shown = bridge.create(Route.of(MEMBERSHIPS, organisation, name), wish);
    try {
      Invitation made = invitation(shown);
      beforehand.accept(new Invited(made, link(shown.required("linkFile"))));
      return made;
    } catch (Declined e) {
      withdraw(organisation, name); // an invitation whose link nobody has
      throw e;
    }
  }

  private static String link(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new Declined(
          Declined.Reason.REFUSED,
          "the bridge has left the link in "
              + file
              + ", which cannot be read here; nobody is invited",
          "run the bridge as the user who runs Terraform, on the same machine");
    }
  }

  private static Invitation invitation(Shown shown) {
    return new Invitation(
        shown.required(INVITATION),
        progress(shown),
        rights(shown),
        shown.text(ACCOUNT),
        shown.texts(UNFINISHED));
  }

  @Override
  public Optional<Invitation> invitation(String organisation, String id) {
    return all(memberships, MEMBERSHIPS, organisation).stream()
        .filter(membership -> is(membership, INVITATION, id))
        .findFirst()
        .or(() -> bridge.find(Route.of(MEMBERSHIPS, organisation, id)))
        .filter(membership -> membership.text(INVITATION).isPresent())
        .map(BridgedMembers::invitation);
  }

  /** Only as it was seen: else it would be a removal. */
  @Override
  public void withdraw(String organisation, String id) {
    Route route = Route.of(MEMBERSHIPS, organisation, id);
    Optional<Shown> now = bridge.find(route);
    if (now.filter(membership -> progress(membership) == Progress.CONFIRMED).isPresent()) {
      throw Members.confirmedMeanwhile();
    }
    now.filter(membership -> progress(membership) != Progress.REMOVED)
        .ifPresent(membership -> bridge.delete(route, membership));
  }

  @Override
  public Optional<ReadableKeys> readable(String organisation, Rights rights) {
    return readable.get(
        new Asked(organisation, rights),
        () ->
            bridge
                .rehearse(
                    Route.of(MEMBERSHIPS, organisation, UUID.randomUUID().toString()), wish(rights))
                .map(BridgedMembers::keys));
  }

  private static ReadableKeys keys(Shown preview) {
    SortedMap<String, Integer> keys = new TreeMap<>();
    preview
        .each("readable")
        .forEach(
            line ->
                keys.put(
                    line.required("vault") + "/" + line.required("environment"),
                    line.number("keys")));
    return new ReadableKeys(keys, preview.number("unopened"));
  }

  @Override
  public Removal remove(String organisation, String nameOrAccount) {
    return removal(bridge.delete(Route.of(MEMBERSHIPS, organisation, nameOrAccount)));
  }

  /** Nothing was left to do where nothing was answered. */
  private static Removal removal(Optional<Shown> done) {
    return new Removal(
        done.map(one -> one.perhaps("valuesToReplace")).orElseGet(() -> OptionalInt.of(0)));
  }

  /** By the invitation, which means no other membership, and only as it was seen. */
  @Override
  public Removal finish(String organisation, Invitation ended) {
    Route route = Route.of(MEMBERSHIPS, organisation, ended.id());
    return removal(
        bridge
            .find(route)
            .filter(now -> progress(now) == Progress.REMOVED)
            .flatMap(now -> bridge.delete(route, now)));
  }
}
