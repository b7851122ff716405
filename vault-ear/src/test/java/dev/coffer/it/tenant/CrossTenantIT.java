package dev.coffer.it.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.TestMember;
import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.protocol.wire.organisation.OrganisationList;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every route under {@code /api/orgs}, asked by everybody who has no business there: each answer is
 * the one that an organisation that does not exist would get, and nothing changes.
 */
final class CrossTenantIT {
  private static final Set<String> OPEN_TO_THE_UNCONFIRMED =
      Set.of(
          "get /api/orgs/{org}",
          "get /api/orgs/{org}/chain",
          "get /api/orgs/{org}/invitations/{id}");

  @Test
  void routesWithoutAnOrganisation_areThoseThatListAndBegin() throws Exception {
    Api api = Running.H2.server().api();
    assertThat(TenantRoute.all(api))
        .filteredOn(route -> !route.template().startsWith(TenantRoute.ROOT + "/{org}"))
        .extracting(TenantRoute::toString)
        .containsExactlyInAnyOrder("get /api/orgs", "post /api/orgs");
    assertThat(TenantRoute.ofOne(api)).hasSizeGreaterThan(10);
  }

  /** What the others below are refused is a good request. */
  @ParameterizedTest
  @EnumSource(Running.class)
  void owner_200AtEveryRoute(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    for (TenantRoute route : routes(where)) {
      Answer answer = estate.send(route, estate.owner().api(), estate.byId(), estate.owner());
      Object[] good = route.isForLpmVaults() ? new Object[] {409} : new Object[] {200, 201};
      assertThat(answer.status()).as("%s: %s", route, answer).isIn(good);
    }
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void outsider_404AsIfThereWereNone(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    TestMember outsider = estate.organisation().stranger();
    requireNothingToldOrChanged(where, estate, outsider.api(), outsider, 404);
    assertThat(organisations(outsider.api())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void ownerOfAnotherOrganisation_404AsIfThereWereNone(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    Estate own = Estate.of(where.people());
    Estate.State before = own.state();
    requireNothingToldOrChanged(where, estate, own.owner().api(), own.owner(), 404);
    for (Names place : List.of(estate.byId(), estate.byName())) {
      requireAsIfThereWereNone(
          where, estate, own.byId().in(place.organisation()), own.owner().api(), own.owner(), 404);
    }
    assertThat(own.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void removedMember_404AtOnce(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    TestMember removed = estate.member();
    String tag = removed.api().get(estate.vault().route()).require(200).header("ETag");
    Api cached = removed.api().with("If-None-Match", tag);
    assertThat(cached.get(estate.vault().route()).status()).isEqualTo(304);
    estate.owner().remove(removed).require(201);
    assertThat(cached.get(estate.vault().route()).status()).isEqualTo(404);
    requireNothingToldOrChanged(where, estate, removed.api(), removed, 404);
    requireNothingToldOrChanged(where, estate, cached, removed, 404);
    assertThat(organisations(removed.api())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void whoLeft_404AtOnce(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    estate.member().remove(estate.member()).require(201);
    requireNothingToldOrChanged(where, estate, estate.member().api(), estate.member(), 404);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void withdrawnJoiner_404AtOnce(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    estate.joiner().get("/chain").require(200);
    estate.owner().append(estate.invitation().withdrawn()).require(201);
    requireNothingToldOrChanged(where, estate, estate.joiner().api(), estate.joiner(), 404);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void unconfirmedAdmin_readsTheChainAndNothingElse(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    TestMember joiner = estate.joiner();
    Estate.State before = estate.state();
    for (TenantRoute route : routes(where)) {
      Answer answer = estate.send(route, joiner.api(), estate.byId(), joiner);
      if (OPEN_TO_THE_UNCONFIRMED.contains(route.toString())) {
        answer.require(200);
      } else {
        requireRefused(route, answer, 403, "role_not_enough");
      }
    }
    assertThat(joiner.get("").require(200).as(OrganisationView.class).status()).isEqualTo("joined");
    assertThat(estate.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void readOnlyTokenOfAMember_readsAndWritesNothing(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    Api api = readOnly(where, estate.owner().api());
    for (TenantRoute route : routes(where)) {
      if (route.reads() && !route.isForLpmVaults()) {
        estate.send(route, api, estate.byId(), estate.owner()).require(200);
      }
    }
    Estate.State before = estate.state();
    for (TenantRoute route : routes(where)) {
      if (!route.reads()) {
        Answer answer = estate.send(route, api, estate.byId(), estate.owner());
        requireRefused(route, answer, 403, "forbidden");
      }
    }
    assertThat(estate.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void readOnlyTokenOfAnOutsider_asIfThereWereNone(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    TestMember outsider = estate.organisation().stranger();
    requireNothingToldOrChanged(where, estate, readOnly(where, outsider.api()), outsider, 403, 404);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void tokenOfARevokedDevice_401(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    TestMember second = estate.owner().onAnotherDevice();
    estate.owner().approve(second).require(201);
    second.get("").require(200);
    estate.owner().device().revoke(second.device());
    refusedEverywhere(where, estate, second.api(), second, 401, "not_signed_in");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void pendingDeviceOfTheOwner_403(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    Person pending = estate.owner().person().again();
    pending.device().register();
    refusedEverywhere(where, estate, pending.api(), estate.owner(), 403, "device_not_approved");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void pendingDeviceOfAnOutsider_asIfThereWereNone(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    TestMember outsider = estate.organisation().stranger();
    Person pending = outsider.person().again();
    pending.device().register();
    requireNothingToldOrChanged(where, estate, pending.api(), outsider, 403);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void deviceRevokedInTheChain_changesNothing(Running where) throws Exception {
    Estate estate = Estate.of(where.people());
    TestMember second = estate.owner().onAnotherDevice();
    estate.owner().approve(second).require(201);
    estate.owner().revoke(second).require(201);
    Estate.State before = estate.state();
    for (TenantRoute route : routes(where)) {
      if (!route.reads()) {
        Answer answer = estate.send(route, second.api(), estate.byId(), second);
        assertThat(answer.status()).as("%s: %s", route, answer).isIn(403, 409);
      }
    }
    assertThat(estate.state()).isEqualTo(before);
  }

  private static void refusedEverywhere(
      Running where, Estate estate, Api api, TestMember signer, int status, String code)
      throws Exception {
    Estate.State before = estate.state();
    for (TenantRoute route : routes(where)) {
      requireRefused(route, estate.send(route, api, estate.byId(), signer), status, code);
    }
    assertThat(estate.state()).isEqualTo(before);
  }

  private static void requireRefused(TenantRoute route, Answer answer, int status, String code) {
    assertThat(answer.status() + " " + answer.problem().code())
        .as("%s: %s", route, answer)
        .isEqualTo(status + " " + code);
  }

  /** Walks every route to {@code estate} by its id and by its name. */
  private static void requireNothingToldOrChanged(
      Running where, Estate estate, Api api, TestMember signer, Integer... statuses)
      throws Exception {
    Estate.State before = estate.state();
    requireAsIfThereWereNone(where, estate, estate.byId(), api, signer, statuses);
    requireAsIfThereWereNone(where, estate, estate.byName(), api, signer, statuses);
    assertThat(estate.state()).isEqualTo(before);
  }

  private static void requireAsIfThereWereNone(
      Running where, Estate estate, Names names, Api api, TestMember signer, Integer... statuses)
      throws Exception {
    boolean byId = names.organisation().equals(estate.organisation().id().toString());
    String nobody = UUID.randomUUID().toString();
    Names absent = names.in(byId ? nobody : "n" + nobody);
    for (TenantRoute route : routes(where)) {
      Optional<Object> body = estate.body(route, signer);
      Told told = Told.of(route.send(api, names, body), route.path(names));
      assertThat(told.status()).as("%s: %s", route, told).isIn((Object[]) statuses);
      assertThat(told)
          .as("%s", route)
          .isEqualTo(Told.of(route.send(api, absent, body), route.path(absent)));
    }
  }

  private static List<TenantRoute> routes(Running where) throws Exception {
    return TenantRoute.ofOne(where.server().api());
  }

  private static List<OrganisationView> organisations(Api api) throws IOException {
    return api.get(TenantRoute.ROOT).require(200).as(OrganisationList.class).organisations();
  }

  private static Api readOnly(Running where, Api api) throws Exception {
    IssuedToken issued =
        api.post("/api/tokens", new CreateToken("dashboard", "read", null))
            .require(201)
            .as(IssuedToken.class);
    return where.server().api().as(issued.token()).with("X-Coffer-Formats", "coffer/1");
  }
}
