package dev.coffer.it.terraform;

import static dev.coffer.terraform.kit.Block.data;
import static dev.coffer.terraform.kit.Block.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.client.account.SavedSession;
import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.it.terraform.Terraforming.Driver;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.KeptHost;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A token or session that has ended is named, with the command that replaces it. */
final class CredentialsIT extends ProviderCase {
  private static final VaultPlace WEB = VaultPlace.parse("web");
  private static final Duration LONG = Duration.ofDays(400);
  private static final String ENDED = "has ended or was revoked. ";

  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void credentialsThatHaveEnded_areNamed_withTheCommandThatReplacesThem(Driver driver)
      throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Path file = tokenFile(anna.run("token", "create", "terraform"));
    Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of());
    workshop.write(List.of(vault()));
    settles(workshop, "+1 ~0 -0");
    Map<String, Object> before = workshop.state("coffer_vault.web");
    Workshop reader =
        TERRAFORM.workshop(
            driver,
            anna,
            Map.of("token_file", file.toString(), "server", anna.server().toString()));
    reader.write(List.of(data("coffer_vault", "seen", Map.of("vault", "web"))));
    String token =
        anna.run("token", "list")
            .lines()
            .filter(line -> line.contains("terraform"))
            .findFirst()
            .orElseThrow();
    anna.run("token", "revoke", token.substring(0, token.indexOf(' ')));
    Outcome denied = reader.apply();
    refuses(denied, ENDED + "put a new access token into " + file);
    refuses(denied, "coffer token create");

    revokeSession(anna);
    workshop.write(List.of(vault().with("name", "Shop")));
    refuses(workshop.apply(), "coffer login'");
    assertThat(workshop.state("coffer_vault.web")).isEqualTo(before);
  }

  /** By the server alone: this machine goes on believing that it is signed in. */
  private static void revokeSession(Teammate who) throws Exception {
    String current =
        who.run("token", "list")
            .lines()
            .filter(line -> line.contains("this session"))
            .findFirst()
            .orElseThrow();
    who.run("token", "revoke", current.substring(0, current.indexOf(' ')));
  }

  private static Path tokenFile(String token) throws Exception {
    Path file = Files.createFile(Workplace.folder("token").resolve("token"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return Files.writeString(file, token);
  }

  private static String token(Teammate who) throws Exception {
    return who.run("token", "create", "terraform", "--days", "1").strip();
  }

  /** What is there already, in the state of {@code workshop}. */
  private static void takesOver(Workshop workshop, Block there, String id) throws Exception {
    workshop.write(List.of(there));
    assertThat(workshop.importing(there.address(), id).errors()).isEmpty();
    isSettled(workshop);
  }

  private static void changesNothing(
      Workshop workshop, Block there, String cure, List<String> secrets) throws Exception {
    Map<String, Object> before = workshop.state(there.address());
    for (Outcome told : List.of(workshop.plan(), workshop.apply())) {
      refuses(told, ENDED + cure);
    }
    assertThat(workshop.state(there.address())).isEqualTo(before);
    assertThat(workshop.everything()).doesNotContain(secrets);
  }

  /** A change that the access token of no device could plan: it opens no vault. */
  private List<Block> inviting(Path link) {
    Map<String, Object> invited =
        Map.of("organization", acme, "role", "reader", "link_file", link.toString());
    return List.of(organisation(), resource("coffer_membership", "bob", invited));
  }

  private void nobodyIsInvited(Teammate anna, Path link) throws Exception {
    assertThat(anna.run("org", "show", acme)).doesNotContain("reader");
    assertThat(link).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void aTokenOfAFile_thatHasExpired_isNamedByTheFile(Driver driver) throws Exception {
    Teammate anna = Teammate.of(Running.POSTGRESQL, "anna");
    anna.run("org", "create", acme);
    String token = token(anna);
    Path file = tokenFile(token);
    Workshop workshop =
        TERRAFORM.workshop(
            driver,
            anna,
            Map.of("token_file", file.toString(), "server", anna.server().toString()));
    takesOver(workshop, organisation(), acme);
    String expired = Ageing.of(Running.POSTGRESQL.server()).by(LONG, token);
    Files.writeString(file, expired);
    Path link = Workplace.folder("links").resolve("bob");
    workshop.write(inviting(link));
    changesNothing(
        workshop, organisation(), "put a new access token into " + file, List.of(token, expired));
    nobodyIsInvited(anna, link);

    Files.writeString(file, token(anna));
    Outcome plan = workshop.plan();
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.changes()).isEqualTo("+1 ~0 -0");
  }

  @Test
  void aTokenOfTheVariable_thatHasExpired_isNamedByTheVariable() throws Exception {
    Teammate anna = Teammate.of(Running.POSTGRESQL, "anna");
    anna.run("org", "create", acme);
    String token = token(anna);
    Map<String, String> variables =
        Map.of("COFFER_TOKEN", token, "COFFER_SERVER", anna.server().toString());
    Path link = Workplace.folder("links").resolve("bob");
    try (KeptHost process = Terraforming.newHost(variables)) {
      Workshop workshop = TERRAFORM.own(process, anna, Map.of());
      takesOver(workshop, organisation(), acme);
      Ageing.of(Running.POSTGRESQL.server()).by(LONG, token);
      workshop.write(inviting(link));
      changesNothing(
          workshop, organisation(), "set COFFER_TOKEN to a new access token", List.of(token));
    }
    nobodyIsInvited(anna, link);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void aSessionThatHasExpired_isNamedByItsProfile_andSigningInAgainIsEnough(Driver driver)
      throws Exception {
    Teammate anna = Teammate.of(Running.POSTGRESQL, "anna");
    client(anna).vaults().create(WEB, Optional.of("Web"));
    Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of());
    takesOver(workshop, vault(), "web");
    workshop.write(List.of(vault().with("name", "Shop")));
    changesNothing(
        workshop,
        vault(),
        "run 'COFFER_HOME=" + anna.machine().home() + " coffer login', then this again",
        expired(anna));

    anna.signsIn();
    assertThat(client(anna).vaults().find(WEB).orElseThrow().name()).isEqualTo("Web");
    settles(workshop, "+0 ~1 -0");
  }

  /** Lets the session of this machine's profile end by time; its token then and before. */
  private static List<String> expired(Teammate who) throws Exception {
    Workspace profile =
        Workspace.withoutProject(
            new Surroundings(
                variables(who),
                who.machine().project(),
                Clock.systemUTC(),
                new SecureRandom(),
                warning -> {}));
    SavedSession session = profile.account();
    String expired = Ageing.of(Running.POSTGRESQL.server()).by(LONG, session.token());
    profile
        .sessions()
        .renew(new IssuedToken(expired, session.tokenId(), session.expiresAt().minus(LONG)));
    return List.of(session.token(), expired);
  }
}
